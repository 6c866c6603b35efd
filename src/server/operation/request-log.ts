import type { App } from '../app.ts';

const slow = 1000;

/**
 * One line for each answer: method, route's pattern, status and ms; the ref is in every line of a request. What went well and quickly is of interest only while somebody
 * looks for something (`debug`).
 */
export function logRequests(app: App): void {
  const isLookingFor = app.log.level === 'debug' || app.log.level === 'trace';
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    const level = status >= 500 ? 'warn' : status >= 400 || elapsedTime > slow ? 'info' : 'debug';
    if (level !== 'debug' || isLookingFor) {
      const route = request.routeOptions.url ?? 'none';
      const ms = Math.round(elapsedTime * 10) / 10;
      request.log[level]({ method: request.method, route, status, ms }, 'answered');
    }
    done();
  });
}

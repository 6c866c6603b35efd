import { readFileSync } from 'node:fs';

/** Who asks (docs/access.md says who they are), in the order of the table's columns. */
export const askers = [
  'nobody',
  'program',
  'agent',
  'supervisor',
  'quality',
  'admin',
  'moved',
  'revoked',
  'left',
] as const;
export type Asker = (typeof askers)[number];

/** What is asked for: see docs/access.md. */
export type Of = '-' | 'own' | 'other' | 'mixed' | 'signed' | 'unsigned';

/** `name`: the route and what is asked for, as in 'GET /teams/:team/audit own'. Statuses in the order of `askers`. */
export type Row = { name: string; route: string; of: Of; statuses: number[] };

/** The rows of docs/access.md. @throws Error where a row is no row */
export function accessTable(): Row[] {
  const text = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');
  const [head, , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  if (head?.slice(2).join() !== askers.join()) throw new Error('docs/access.md has other columns');
  return rows.map(([route = '', of = '', ...cells]) => {
    const statuses = cells.map(Number);
    if (statuses.length !== askers.length || !statuses.every((status) => status >= 200 && status < 600))
      throw new Error(`docs/access.md: ${route} ${of} is not filled in`);
    return { name: `${route} ${of}`, route, of: of as Of, statuses };
  });
}

/** The routes of Fastify's own list, as `METHOD /path/:` without the names of parameters, HEAD (which follows from GET) left out. */
export function routesOf(printed: string): string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of printed.split('\n')) {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) continue;
    const [, indent = '', part = '', methods = ''] = found;
    above.length = indent.length / 4;
    above.push(part);
    for (const method of methods.split(', '))
      if (method !== '' && method !== 'HEAD') routes.push(withoutNames(`${method} ${above.join('')}`));
  }
  return routes.sort();
}

/** Two routes may name one parameter differently; Fastify then prints both names. */
export const withoutNames = (route: string): string => route.replaceAll(/:[^/]+/g, ':');

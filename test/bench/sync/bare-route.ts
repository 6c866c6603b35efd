/** A bare Fastify route that answers from memory. Arguments: port, the answer's JSON. Says when it listens. */
import { argv } from 'node:process';
import fastify from 'fastify';

const [port = '', answer = ''] = argv.slice(2);
const app = fastify();
app.post('/exchange', async (_, reply) => reply.type('application/json; charset=utf-8').send(answer));
await app.listen({ host: '127.0.0.1', port: Number(port) });
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

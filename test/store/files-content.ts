/** Words of about half a megabyte that nobody else has. */
export function contentOf(id: string): Buffer {
  return Buffer.from(`${id} rota por el asa\n`.repeat(10_000), 'utf8');
}

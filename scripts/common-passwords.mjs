// Writes resources/passwords/common.txt.br anew: what people take most often, of the list that @zxcvbn-ts/language-common keeps (MIT).
//   node scripts/common-passwords.mjs
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Shorter ones are no part of a password that is long enough. */
const shortest = 4;

export const listed = () => {
  const folded = dictionary['passwords-common'].map((one) => String(one).normalize('NFKC').toLowerCase());
  return [...new Set(folded)].filter((one) => one.length >= shortest && !/\s/.test(one)).sort();
};

if (process.argv[1] === import.meta.filename) {
  const text = Buffer.from(listed().join('\n'));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const bytes = brotliCompressSync(text, { params });
  writeFileSync(new URL('../resources/passwords/common.txt.br', import.meta.url), bytes);
  console.log(`${listed().length} passwords, ${bytes.length} bytes`);
}

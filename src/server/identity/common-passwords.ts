import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** What the list, which is mostly English, lacks. */
const more = [
  ...['contraseña', 'contrasenia', 'bienvenido', 'bienvenida', 'bienvenidos', 'clave', 'miclave', 'usuario'],
  ...['cambiame', 'cámbiame', 'temporal', 'administrador', 'empresa', 'agente', 'supervisor', 'supervisora'],
  ...['primavera', 'verano', 'otoño', 'invierno', 'navidad', 'trabajo', 'teléfono', 'ordenador', 'hilo'],
];

/** Lower case. Some 49,000: 112 kB on the disk, read in some 20 ms when the server starts. */
const common: ReadonlySet<string> = new Set([
  ...brotliDecompressSync(
    readFileSync(new URL('../../../resources/passwords/common.txt.br', import.meta.url)),
  )
    .toString('utf8')
    .split('\n'),
  ...more,
]);

/** Letters that people write as signs, and hope. */
const signs: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** More digits and signs than this around a common word are a password of their own. */
const mostAround = 10;
/** Whatever is longer is no common one. */
const longest = 64;

/**
 * Whether a password is what everybody takes (NIST SP 800-63B-4, 3.1.1.2: commonly used, expected or compromised), or made of it: one or
 * two of the list, also again and again, with digits and signs around, with signs for letters. Four of them make a good one.
 */
export function isCommon(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const read = [text, text.replaceAll(/[013457@$!]/g, (sign) => signs[sign] ?? sign)];
  return read.some((one) => isMadeOfCommon(once(one)));
}

/** What is written again and again, once. */
function once(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  return text;
}

/** Up to two of the list, and what stands around them when it is no letter. */
function isMadeOfCommon(text: string): boolean {
  // A few letters again and again.
  if (text.length < 5 || common.has(text)) return true;
  if (text.length > longest) return false;
  const [head = '', middle = '', tail = ''] = [
    /^[^\p{L}]*/u.exec(text)?.[0],
    text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
    /[^\p{L}]*$/u.exec(text)?.[0],
  ];
  if (middle === '') return isSaid(text);
  const whole = [middle, middle.replaceAll(/[^\p{L}\p{N}]+/gu, '')];
  return (head + tail).length <= mostAround && whole.some((one) => isSaid(one));
}

/** One of the list, or two, or the same twice. */
function isSaid(text: string): boolean {
  if (common.has(text)) return true;
  for (let at = 1; at < text.length; at += 1) {
    const [first, second] = [text.slice(0, at), text.slice(at)];
    if (common.has(first) && (common.has(second) || second.length < 4 || common.has(once(second))))
      return true;
  }
  return false;
}

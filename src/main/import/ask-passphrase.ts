/** The parts of a terminal that are used; tests give their own. */
export type Terminal = {
  input: NodeJS.ReadStream;
  output: NodeJS.WritableStream;
};

/**
 * Asks one line without showing it. Null when the person gives up (Ctrl+C, Ctrl+D on an empty line) or the input ends.
 */
export const askHidden = ({ input, output }: Terminal, question: string): Promise<string | null> =>
  new Promise((resolve) => {
    let text = '';
    output.write(question);
    input.setRawMode(true);
    input.setEncoding('utf8');
    const finish = (answer: string | null) => {
      input.off('data', take);
      input.off('end', ended);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      resolve(answer);
    };
    const ended = () => finish(null);
    const take = (chunk: string | Buffer) => {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return finish(text);
        if (character === '\u0003' || (character === '\u0004' && text === '')) return finish(null);
        if (character === '\u007f' || character === '\b') text = Array.from(text).slice(0, -1).join('');
        else if (character >= ' ') text += character;
      }
    };
    input.on('data', take);
    input.once('end', ended);
    input.resume();
  });

/** The first line of the standard input, for scripts. */
export const readFirstLine = async (input: NodeJS.ReadableStream): Promise<string> => {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes('\n') || text.length > 4096) break;
  }
  return (text.split('\n')[0] ?? '').replace(/\r$/, '');
};

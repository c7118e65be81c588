import type { Prompter } from './factory.js';

/** The streams that questions are asked on. */
export interface PromptStreams {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
}

/** Reads all of standard input when it is not a terminal; a secret comes from a pipe in scripts. */
const readAll = async (input: NodeJS.ReadStream, most: number): Promise<string> => {
  let text = '';
  for await (const chunk of input.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > most) break;
  }
  return text;
};

/** Longest answer that is read, in characters. */
const longestAnswer = 65_536;

/** Asks on standard error, reads from standard input; stops with the signal's reason when that is aborted. */
export const createPrompter = ({ input, output }: PromptStreams, signal: AbortSignal): Prompter => {
  const question = async (text: string, hidden: boolean): Promise<string> => {
    const [{ createInterface }, { Writable }] = await Promise.all([import('node:readline/promises'), import('node:stream')]);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    if (hidden) output.write(text);
    const lines = createInterface({ input, output: hidden ? silent : output, terminal: input.isTTY });
    lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    try {
      return await lines.question(hidden ? '' : text, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      lines.close();
      if (hidden) output.write('\n');
    }
  };
  return {
    ask: async (text) => question(text, false),
    askSecret: async (text) => (input.isTTY ? question(text, true) : readAll(input, longestAnswer)),
  };
};

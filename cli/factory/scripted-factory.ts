import type { PgoClient } from '../../schema/sdk/client.js';
import type { Config } from '../config/config-file.js';
import { createBufferStreams, type BufferStreams, type BufferStreamsOptions } from './buffer-streams.js';
import type { Factory, GlobalFlags } from './factory.js';

/** What a test says of the world that a verb runs in. */
export interface Script extends BufferStreamsOptions {
  /** The calls that the verb may make; any other one is an error. */
  client?: Partial<PgoClient>;
  flags?: GlobalFlags;
  config?: { path: string; config: Config };
  environment?: Record<string, string>;
  /** The answers to questions, in order. */
  answers?: string[];
  now?: Date;
  signal?: AbortSignal;
}

/** A factory whose parts are given beforehand, and what the verb left behind. */
export interface ScriptedFactory extends Factory {
  readonly streams: BufferStreams;
  /** The exit code that the verb asked for. */
  exitCode(): number;
}

const refuse = (what: string) => async (): Promise<never> => { throw new Error(`The test did not expect ${what}.`); };

/** A factory for tests of verbs: streams in memory, time that stands still, and exactly the calls that the test allows. */
export const createScriptedFactory = (script: Script): ScriptedFactory => {
  const streams = createBufferStreams(script);
  const answers = [...(script.answers ?? [])];
  const nextAnswer = async (question: string): Promise<string> => {
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`The test did not expect the question "${question}".`);
    return answer;
  };
  const client = new Proxy(script.client ?? {}, {
    get: (calls, name: string) => (name === 'then' ? undefined : Reflect.get(calls, name) ?? refuse(`the call ${name}`)),
  }) as PgoClient;
  let exitCode = 0;
  return {
    streams,
    clock: { now: () => script.now ?? new Date(0), every: () => () => undefined },
    prompter: { ask: nextAnswer, askSecret: nextAnswer },
    version: '1.2.3',
    environment: script.environment ?? {},
    signal: script.signal ?? new AbortController().signal,
    flags: () => script.flags ?? {},
    config: async () => script.config ?? { path: '/nowhere/config.yaml', config: { contexts: [] } },
    connection: async () => ({ url: 'http://127.0.0.1:4000/graphql', namespace: script.flags?.namespace ?? 'pgo' }),
    client: async () => client,
    connect: async () => client,
    end: (code) => void (exitCode = code),
    exitCode: () => exitCode,
  };
};

/** Sends spans as OTLP over HTTP, in JSON. What cannot be sent is dropped: a service without traces serves as well. */
import { errorMessage } from '../../kube/error-message.js';
import type { Logger } from '../../kube/logger.js';
import type { Span, SpanAttributes, SpanKind, SpanSink } from '../../kube/trace/tracing.js';
import type { TracingSettings } from './tracing-settings.js';

/** Spans that wait to be sent; more are dropped. */
const WAITING_MAX = 4096;
/** Spans of one request. */
const BATCH_MAX = 512;
/** Longest wait before what there is gets sent, in milliseconds. */
const SEND_AFTER_MS = 2_000;
/** Longest time for one request, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** A fault that lasts is told once in so many milliseconds. */
const TELL_EVERY_MS = 60_000;

const KINDS: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3 };
const STATUS_ERROR = { code: 2 } as const;

const valueOf = (value: string | number | boolean): object => {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};

const attributesOf = (attributes: SpanAttributes): object[] => Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));

const nanoseconds = (ms: number): string => `${Math.round(ms)}000000`;

const spanOf = ({ traceId, spanId, parentSpanId, name, kind, startMs, endMs, attributes, error }: Span): object => ({
  traceId, spanId, ...(parentSpanId === undefined ? {} : { parentSpanId }), name, kind: KINDS[kind],
  startTimeUnixNano: nanoseconds(startMs), endTimeUnixNano: nanoseconds(endMs), attributes: attributesOf(attributes),
  ...(error === undefined ? {} : { status: { ...STATUS_ERROR, message: error } }),
});

/** Sends what it is given until it is stopped. */
export class OtlpExporter {
  readonly #waiting: Span[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #dropped = 0;
  #toldAtMs = -Infinity;
  #stopped = false;

  constructor(private readonly settings: TracingSettings, private readonly version: string, private readonly logger: Logger) {}

  /** Takes a span. */
  readonly take: SpanSink = (span) => {
    if (this.#waiting.length >= WAITING_MAX) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(span);
    if (this.#waiting.length >= BATCH_MAX) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), SEND_AFTER_MS).unref();
  };

  /** Sends what is left, if there is someone who takes it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#send();
    await this.#sending;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending = this.#sending.then(() => this.#sendAll());
  }

  async #sendAll(): Promise<void> {
    for (let batch = this.#waiting.splice(0, BATCH_MAX); batch.length > 0; batch = this.#waiting.splice(0, BATCH_MAX)) {
      try {
        await this.#post(batch);
      } catch (error) {
        this.#dropped += batch.length;
        this.#tell(errorMessage(error instanceof Error ? error.cause ?? error : error));
        // Nobody waits for a collector that is not there.
        if (this.#stopped) return;
      }
    }
  }

  async #post(spans: readonly Span[]): Promise<void> {
    const { url, headers, resource } = this.settings;
    const body = JSON.stringify({
      resourceSpans: [{
        resource: { attributes: attributesOf({ ...resource, 'service.version': this.version }) },
        scopeSpans: [{ scope: { name: 'pgo', version: this.version }, spans: spans.map(spanOf) }],
      }],
    });
    const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  }

  #tell(error: string): void {
    const nowMs = performance.now();
    if (nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.logger.warn({ url: this.settings.url, dropped: this.#dropped, error }, 'spans could not be sent and are dropped');
  }
}

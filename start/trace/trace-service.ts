import type { Logger } from '../../kube/logger.js';
import { startTracing } from '../../kube/trace/tracing.js';
import { OtlpExporter } from './otlp-exporter.js';
import type { TracingSettings } from './tracing-settings.js';

/** Sends a span of everything that is done for a request; returns the function that ends it. */
export const traceService = (settings: TracingSettings, { version, logger }: { readonly version: string; readonly logger: Logger }): (() => Promise<void>) => {
  const exporter = new OtlpExporter(settings, version, logger);
  const end = startTracing(exporter.take);
  return async () => {
    end();
    await exporter.stop();
  };
};

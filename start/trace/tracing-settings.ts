import { StartError } from '../start-error.js';

/** Where spans go and what they say about this process. */
export interface TracingSettings {
  /** Address that takes spans as OTLP over HTTP. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What OpenTelemetry calls resource attributes. */
  readonly resource: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const given = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

/** `name=value,name=value`, with values as in a URL. */
const pairs = (variable: string, text: string | undefined): Record<string, string> => Object.fromEntries((given(text)?.split(',') ?? []).map((pair) => {
  const [name = '', ...value] = pair.split('=');
  if (name.trim() === '' || value.length === 0) throw new StartError(`${variable} is not of the form name=value,name=value.`);
  try {
    return [name.trim(), decodeURIComponent(value.join('=').trim())];
  } catch (error) {
    throw new StartError(`${variable} has a value that is not written as in a URL.`, { cause: error });
  }
}));

const urlOf = (environment: Environment): string | undefined => {
  const own = given(environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);
  const common = given(environment['OTEL_EXPORTER_OTLP_ENDPOINT']);
  const text = own ?? (common === undefined ? undefined : `${common.replace(/\/+$/, '')}/v1/traces`);
  if (text === undefined) return undefined;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') throw new StartError(`OTEL_EXPORTER_OTLP_ENDPOINT is no http address: "${text}". Give it as http://HOST:4318.`);
  return text;
};

/** What the environment says about traces, by the variables of OpenTelemetry; undefined when they are off. */
export const tracingOf = (environment: Environment): TracingSettings | undefined => {
  const url = environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || environment['OTEL_TRACES_EXPORTER'] === 'none' ? undefined : urlOf(environment);
  if (url === undefined) return undefined;
  const protocol = given(environment['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ?? environment['OTEL_EXPORTER_OTLP_PROTOCOL']);
  if (protocol === 'grpc') throw new StartError('OTEL_EXPORTER_OTLP_PROTOCOL is grpc, and spans are sent over HTTP only. Leave it out, and name the port for HTTP (4318).');
  const [headers, resource] = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_RESOURCE_ATTRIBUTES'].map((variable) => pairs(variable, environment[variable]));
  return { url, headers: headers ?? {}, resource: { 'service.name': 'pgo', ...resource, ...(given(environment['OTEL_SERVICE_NAME']) === undefined ? {} : { 'service.name': given(environment['OTEL_SERVICE_NAME']) ?? '' }) } };
};

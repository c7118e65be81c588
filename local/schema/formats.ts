/** Formats of strings that are checked; a format that is not here is accepted. Answers whether a text has the format. */
const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^(${octet}\\.){3}${octet}$`);
const dateTime = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const duration = /^[+-]?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;
const wordDuration = /^\s*\d+\s*(ns|nano|nanosec|us|µs|micro|microsec|ms|milli|millisec|s|sec|second|m|min|minute|h|hr|hour|d|day|w|week)s?\s*$/i;
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

function isDate(text: string): boolean {
  const match = date.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number);
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

function isDateTime(text: string): boolean {
  const match = dateTime.exec(text);
  if (!match) return false;
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  return isDate(text.slice(0, 10)) && hour < 24 && minute < 60 && second < 60;
}

function isUri(text: string): boolean {
  return URL.canParse(text) || /^\/\S*$/.test(text);
}

function isIpv6(text: string): boolean {
  return text.includes(':') && URL.canParse(`http://[${text}]/`);
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return ipv4.test(address) ? Number(bits) <= 32 : isIpv6(address) && Number(bits) <= 128;
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': isDateTime,
  'datetime': isDateTime,
  'date': isDate,
  'duration': (text) => duration.test(text) || text === '0' || wordDuration.test(text),
  'byte': (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  'uri': isUri,
  'email': (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  'hostname': (text) => text.length <= 255 && /^([a-zA-Z0-9_]([-a-zA-Z0-9_]*[a-zA-Z0-9])?)(\.[a-zA-Z0-9_]([-a-zA-Z0-9_]*[a-zA-Z0-9])?)*$/.test(text),
  'ipv4': (text) => ipv4.test(text),
  'ipv6': isIpv6,
  'ip': (text) => ipv4.test(text) || isIpv6(text),
  'cidr': isCidr,
  'mac': (text) => /^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/.test(text),
  'uuid': (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  'uuid3': (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text),
  'uuid4': (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
  'uuid5': (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text),
  'hexcolor': (text) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  'k8s-short-name': (text) => text.length <= 63 && new RegExp(`^${label}$`).test(text),
  'k8s-long-name': (text) => text.length <= 253 && new RegExp(`^${label}(\\.${label})*$`).test(text),
};

/** Whether a text has a format; every text has a format that is not known. */
export function hasFormat(text: string, format: string): boolean {
  return formats[format]?.(text) ?? true;
}

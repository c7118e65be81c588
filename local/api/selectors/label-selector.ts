import { badRequest } from '../errors.js';

/** Whether an object is selected by its labels. */
export type LabelPredicate = (labels: Readonly<Record<string, string>> | undefined) => boolean;

const KEY = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LONGEST_VALUE = 63;

/** Reads a label selector; undefined for the empty one, which takes everything. Throws BadRequest. */
export function parseLabelSelector(text: string | undefined): LabelPredicate | undefined {
  if (!text?.trim()) return undefined;
  const terms = splitTerms(text).map((term) => parseTerm(term.trim(), text));
  return (labels) => terms.every((term) => term(labels));
}

/** Splits at commas outside of parentheses. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === ',' && depth === 0) {
      terms.push(text.slice(start, index));
      start = index + 1;
    }
  }
  terms.push(text.slice(start));
  return terms;
}

function parseTerm(term: string, whole: string): LabelPredicate {
  const set = /^([^\s!=(),<>]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(term);
  if (set?.[3]?.trim() === '') throw unparsable(whole);
  if (set) return setTerm(checkKey(set[1] ?? '', whole), set[2] === 'in', (set[3] ?? '').split(',').map((value) => checkValue(value.trim(), whole)));
  const equality = /^([^\s!=(),<>]+)\s*(==|=|!=)\s*([^\s!=(),<>]*)$/.exec(term);
  if (equality) return setTerm(checkKey(equality[1] ?? '', whole), equality[2] !== '!=', [checkValue(equality[3] ?? '', whole)]);
  const bound = /^([^\s!=(),<>]+)\s*([<>])\s*([^\s!=(),<>]+)$/.exec(term);
  if (bound) return boundTerm(checkKey(bound[1] ?? '', whole), bound[2] === '<', bound[3] ?? '');
  const presence = /^(!?)\s*([^\s!=(),<>]+)$/.exec(term);
  if (!presence) throw unparsable(whole);
  const key = checkKey(presence[2] ?? '', whole);
  const wanted = presence[1] === '';
  return (labels) => (labels?.[key] !== undefined) === wanted;
}

function setTerm(key: string, wanted: boolean, values: readonly string[]): LabelPredicate {
  return (labels) => {
    const value = labels?.[key];
    return (value !== undefined && values.includes(value)) === wanted;
  };
}

function boundTerm(key: string, less: boolean, text: string): LabelPredicate {
  if (!/^-?\d+$/.test(text)) throw badRequest(`unable to parse requirement: values[0][${key}]: Invalid value: ${JSON.stringify(text)}: for 'Gt', 'Lt' operators, the value must be an integer`);
  const bound = Number(text);
  return (labels) => {
    const value = labels?.[key];
    if (value === undefined || !/^-?\d+$/.test(value)) return false;
    return less ? Number(value) < bound : Number(value) > bound;
  };
}

function checkKey(key: string, whole: string): string {
  if (!KEY.test(key)) throw unparsable(whole);
  return key;
}

function checkValue(value: string, whole: string): string {
  if (value.length > LONGEST_VALUE) throw badRequest(`unable to parse requirement: values[0]: Invalid value: ${JSON.stringify(value)}: must be no more than ${LONGEST_VALUE} bytes`);
  if (!VALUE.test(value)) throw unparsable(whole);
  return value;
}

function unparsable(whole: string): Error {
  return badRequest(`unable to parse requirement: the label selector "${whole}" is not valid`);
}

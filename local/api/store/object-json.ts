const texts = new WeakMap<object, string>();

/** The JSON text of an immutable value, made once: writes, answers, lists and watch events of an object share it. */
export function jsonOf(value: object): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = JSON.stringify(value);
    texts.set(value, text);
  }
  return text;
}

/** A function that remembers the answers to the texts that it was asked last, and is asked with many more than it can hold. */
export const remember = <T>(entriesMax: number, compute: (text: string) => T): ((text: string) => T) => {
  const answers = new Map<string, T>();
  return (text) => {
    if (answers.has(text)) return answers.get(text) as T;
    const answer = compute(text);
    answers.set(text, answer);
    const oldest = answers.keys().next().value;
    if (answers.size > entriesMax && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
};

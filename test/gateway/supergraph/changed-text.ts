/** The text with one passage changed; throws where the passage is not there, so that no test passes by accident. */
export function changedText(text: string, passage: string, by: string): string {
  if (!text.includes(passage)) throw new TypeError(`not in the text: ${passage}`);
  return text.replace(passage, () => by);
}

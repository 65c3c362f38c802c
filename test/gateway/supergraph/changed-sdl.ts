/** The SDL with one passage changed; throws where the passage is not there, so that no test passes by accident. */
export function changedSdl(sdl: string, passage: string, by: string): string {
  if (!sdl.includes(passage)) throw new TypeError(`not in the SDL: ${passage}`);
  return sdl.replace(passage, () => by);
}

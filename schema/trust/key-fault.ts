/** A key file or a trust list that cannot be used as it is. Somebody has to look at it; nothing mends it by itself. */
export class KeyFault extends Error {
  override readonly name = 'KeyFault';
}

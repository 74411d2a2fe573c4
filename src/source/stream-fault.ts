/** What came over the wire is not what a server sends: cut off, damaged, or miscounted. Messages hold counts and positions only. */
export class StreamFault extends Error {
  override readonly name = 'StreamFault';
}

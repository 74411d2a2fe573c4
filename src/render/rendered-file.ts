/** A finished file of a report, by its path inside the release's folder. */
export interface RenderedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The names of a bundle, all of them: another file in the folder is a reason not to open it. */
export const TABLE = 'table.json';
export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.sig';

/** Where a bundle carries the release of the year before, if its manifest names one: the same three files in a folder of their own. */
export const EARLIER = 'earlier/';

/** Every path that a bundle may have, its earlier release included. */
export const BUNDLE_FILES: readonly string[] = [MANIFEST, SIGNATURE, TABLE].flatMap((name) => [
  name,
  `${EARLIER}${name}`,
]);

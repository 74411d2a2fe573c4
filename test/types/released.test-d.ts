import { isReleased, openRelease, type Released, type ReleaseContent, type FolderFile } from '#release';
import { deliverFolder } from '#deliver';
import { composeReport } from '#compose';

/**
 * Ways to get hold of a `Released` that must not compile. `forbidden.test.ts` compiles this file: an `@ts-expect-error` without an
 * error is itself an error, so each of them is a test that can fail.
 */
declare const released: Released;
declare const content: ReleaseContent;
declare function render(release: Released): void;

// The one way in.
render(openRelease('bundle', 'key'));

// @ts-expect-error a look-alike has no private fields
render({ id: 'x', content, manifest: released.manifest, signedFiles: [] });

// @ts-expect-error a spread copy has lost them
render({ ...released });

// @ts-expect-error so has a copy with the getters written out
render({
  id: released.id,
  content: released.content,
  manifest: released.manifest,
  signedFiles: released.signedFiles,
});

// @ts-expect-error a JSON round trip gives an unknown
render(JSON.parse(JSON.stringify(released)) as unknown);

// @ts-expect-error content alone is not a release
render(content);

// @ts-expect-error nor is the content of a release
render(released.content);

// @ts-expect-error the class is not a value that other rooms can see
new Released();

// @ts-expect-error nothing of a release can be replaced
released.content = content;

// @ts-expect-error nor any number in it
released.content.tables[0]!.rows[0]!.base = 5;

// @ts-expect-error nor can a row be taken out
released.content.tables[0]!.rows.pop();

// @ts-expect-error nothing is delivered without a release
void deliverFolder({ release: content, from: 'outbox', to: 'out' });

// A report is compared with an opened release,
composeReport(content, 'en', released);
// @ts-expect-error and not with numbers from elsewhere
composeReport(content, 'en', content);

declare const anything: unknown;
// @ts-expect-error what nobody has checked is nothing
render(anything);
if (isReleased(anything)) render(anything);

declare const rows: readonly ({ readonly state: 'withheld' } & ReleaseContent['tables'][number]['rows'][number])[];
// @ts-expect-error a withheld row has no base
rows.map((row) => row.base);
// @ts-expect-error and no cells
rows.map((row) => row.cells);

export const files: readonly FolderFile[] = released.signedFiles;

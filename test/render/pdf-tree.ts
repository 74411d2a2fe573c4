import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of the structure tree as a reader's software gets it; leaves name the marked content of a page. */
export interface TreeNode {
  readonly role?: string | undefined;
  readonly alt?: string | undefined;
  readonly scope?: string | undefined;
  readonly colSpan?: number | undefined;
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly children?: readonly TreeNode[] | undefined;
}

export interface PdfTree {
  /** One tree a page: what goes over several pages stands in all of them, with content where it has some. */
  readonly pages: readonly TreeNode[];
  readonly outline: readonly string[];
  readonly info: object;
  readonly marked: boolean;
  readonly showsTitle: boolean;
}

export async function readTree(bytes: Uint8Array): Promise<PdfTree> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: TreeNode[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) pages.push(await (await pdf.getPage(n)).getStructTree());
  const outline = (await pdf.getOutline()).map(({ title }) => title);
  const { info } = await pdf.getMetadata();
  const says = (about: unknown, key: string): boolean => about instanceof Map && about.get(key) === true;
  const marked = says(await pdf.getMarkInfo(), 'Marked');
  const showsTitle = says(await pdf.getViewerPreferences(), 'DisplayDocTitle');
  await task.destroy();
  return { pages, outline, info, marked, showsTitle };
}

/** A node and all below it, in reading order. */
export function* nodesIn(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodesIn(child);
}

export function hasContent(node: TreeNode): boolean {
  return [...nodesIn(node)].some(({ type }) => type === 'content');
}

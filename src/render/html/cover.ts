import type { ReportDocument } from '#compose';
import type { Picture } from '#release';
import { seating } from '../chart/seating.ts';
import { fitted } from '../logo.ts';
import { markup, type Markup } from './markup.ts';

export function cover(document: ReportDocument, logo: Picture | null): Markup {
  const facts = document.cover.facts.map(({ term, value }) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>\n`);
  return markup`<header class="cover">
${COVER_ART}
<div class="inner">
${logo === null ? null : plate(logo, document.employer)}<p class="programme">${document.programme}</p>
<h1>${document.title}</h1>
<dl class="facts">
${facts}</dl>
<p class="promise">${document.cover.promise}</p>
</div>
</header>`;
}

/** The logo inside of the page itself, which fetches nothing. */
export function logoSource({ type, bytes }: Picture): string {
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** CSS pixels. */
const SPACE = { width: 176, height: 60 } as const;

function plate(logo: Picture, employer: string): Markup {
  const { width, height } = fitted(logo, SPACE);
  return markup`<p class="logo"><img src="${logoSource(logo)}" alt="${employer}" width="${width.toFixed(0)}" height="${height.toFixed(0)}"></p>\n`;
}

/** The orchestra of the printed cover: the same for every report, as it shows no data. */
export const COVER_ART: Markup = art();

function art(): Markup {
  const n = (value: number): string => value.toFixed(1);
  const seats = seating(6, 46, 24).map(
    ({ x, y, path, opacity }) =>
      markup`<path transform="translate(${n(x)} ${n(y)})" opacity="${opacity.toFixed(2)}" d="${path}"/>`,
  );
  return markup`<svg class="art" viewBox="-175 -175 350 180" aria-hidden="true">${seats}</svg>`;
}

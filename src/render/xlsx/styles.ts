import { INK } from '../theme.ts';
import { MAIN, XML } from './xml.ts';

/** Looks by their place in `cellXfs`. Share formats follow the digits of the policy. */
export const STYLE_OF = {
  plain: 0,
  title: 1,
  heading: 2,
  text: 3,
  term: 4,
  header: 5,
  label: 6,
  count: 7,
  mark: 8,
  share0: 9,
  share1: 10,
  share2: 11,
} as const;

export function shareStyle(decimals: number): number {
  return decimals === 0 ? STYLE_OF.share0 : decimals === 1 ? STYLE_OF.share1 : STYLE_OF.share2;
}

/** Built-in formats: 3 is `#,##0`, 9 is `0%`, 10 is `0.00%`; a tenth of a per cent has none. */
const TENTHS = 164;

const rgb = (colour: string): string => `FF${colour.slice(1).toUpperCase()}`;
const font = (size: number, bold: boolean, colour: string): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="${rgb(colour)}"/><name val="Calibri"/><family val="2"/></font>`;

interface Look {
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly format?: number;
  readonly align?: string;
}

const TOP = 'vertical="top"';
const LOOKS: Readonly<Record<keyof typeof STYLE_OF, Look>> = {
  plain: {},
  title: { font: 2 },
  heading: { font: 3 },
  text: { align: `${TOP} wrapText="1"` },
  term: { font: 1, align: `${TOP} wrapText="1"` },
  header: { font: 1, fill: 2, border: 1, align: 'vertical="center" wrapText="1"' },
  label: { align: TOP },
  count: { format: 3, align: TOP },
  mark: { font: 4, align: `${TOP} horizontal="right"` },
  share0: { format: 9, align: TOP },
  share1: { format: TENTHS, align: TOP },
  share2: { format: 10, align: TOP },
};

function look({ font: f = 0, fill = 0, border = 0, format = 0, align }: Look): string {
  const head = `<xf numFmtId="${format}" fontId="${f}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
  return align === undefined ? `${head}/>` : `${head} applyAlignment="1"><alignment ${align}/></xf>`;
}

/** `xl/styles.xml`: the same for every workbook. */
export function stylesXml(): string {
  const fonts = [
    font(11, false, INK.text),
    font(11, true, INK.text),
    font(18, true, INK.accent),
    font(13, true, INK.accent),
    font(11, false, INK.muted),
  ];
  const looks = Object.values(LOOKS);
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="${TENTHS}" formatCode="0.0%"/></numFmts><fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="${rgb(INK.accentSoft)}"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="${rgb(INK.accent)}"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.map(look).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

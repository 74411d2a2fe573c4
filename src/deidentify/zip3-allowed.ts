/**
 * ZIP prefixes that Safe Harbor lets stand: more than 20,000 people live in the area (45 CFR 164.514(b)(2)(i)(B)). An allow-list, so that
 * an unknown prefix (military, new, mistyped) is pooled and not shown.
 *
 * Source: 2020 Census, Demographic and Housing Characteristics, table P1, all ZIP Code Tabulation Areas summed by their first three
 * digits: 894 prefixes. Of those 23 are left out: the 18 with 20,000 people or fewer in 2020, and five more that were so in the
 * 2000 Census list of the HHS guidance of 2012 (063 790 830 831 890), which is still cited as the list.
 */
const ALLOWED = `
  006-007 009-035 037-054 056-058 060-062 064-089 100-101 103-191 193-201 206-212 214-268 270-310 312-331
  333-339 341-342 344 346-347 349-352 354-368 370-374 376-398 400-418 420-427 430-458 460-508 510-516
  520-528 530-532 534-535 537-551 553-554 557-567 570-577 580-588 590-620 622-631 633-641 644-648 650-658
  660-662 664-681 683-691 693 700-701 703-708 710-714 716-731 734-741 743-752 754-770 773-789 791-816 820
  822 824-829 832-838 840-841 843-847 850-853 855-857 859-860 863-865 870-871 873-875 877 880-883 891
  894-895 897-898 900 902-908 910-928 930-937 939-941 943-961 967-968 970-986 988-999
`;

export const ZIP3_RESTRICTED: readonly string[] = Object.freeze(
  '036 059 063 102 202 203 204 205 369 556 692 753 772 790 821 823 830 831 878 879 884 890 893'.split(' '),
);

/** All 871 allowed prefixes, in order. */
export const ZIP3_ALLOWED: readonly string[] = Object.freeze(ALLOWED.trim().split(/\s+/).flatMap(expand));

function expand(run: string): readonly string[] {
  const [first = '', last = first] = run.split('-');
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => String(Number(first) + i).padStart(3, '0'));
}

// Everything here is a convenience: without it the report reads the same. It sends nothing, stores nothing and fetches nothing.
(() => {
  'use strict';
  const words = WORDS;
  const root = document.documentElement;
  const put = (parent, name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    parent.append(element);
    return element;
  };

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.classList.contains('dark') || (dark.matches && !root.classList.contains('light'));
  const theme = put(document.querySelector('.cover'), 'button', 'theme', words.dark);
  theme.type = 'button';
  const tell = () => theme.setAttribute('aria-pressed', String(isDark()));
  theme.addEventListener('click', () => {
    root.className = isDark() ? 'light' : 'dark';
    tell();
  });
  dark.addEventListener('change', tell);
  tell();

  if (matchMedia('(max-width: 40rem)').matches) document.querySelector('nav details').open = false;

  const status = put(document.body, 'p', 'sr', '');
  status.setAttribute('role', 'status');
  const decimal = new Intl.NumberFormat(root.lang).format(1.5).charAt(1);

  /** The first number of a cell; hidden and empty cells have none. */
  const numberIn = (cell) => {
    const text = (cell.querySelector('span') ?? cell).textContent.match(/[−-]?\d[\d.,]*/u)?.[0];
    if (text === undefined) return null;
    const [whole, part = ''] = text.split(decimal);
    const size = Number(`${whole.replaceAll(/\D/gu, '')}.${part}`);
    return /^\d/u.test(text) ? size : -size;
  };

  const depthOf = (row) => Number(/depth-(\d+)/u.exec(row.className)?.[1] ?? 0);

  /** Rows with the rows below them, so that departments stay in their division. */
  const nest = (rows) => {
    const top = [];
    const open = [];
    for (const row of rows) {
      const node = { row, below: [] };
      while (open.length > 0 && depthOf(open.at(-1).row) >= depthOf(row)) open.pop();
      (open.at(-1)?.below ?? top).push(node);
      open.push(node);
    }
    return top;
  };

  /** Totals stay first, combined groups last; so do groups without a number. */
  const place = ({ row }) => (row.classList.contains('total') ? 0 : row.classList.contains('remainder') ? 2 : 1);
  const sorted = (nodes, column, sign) =>
    nodes
      .toSorted((a, b) => {
        if (place(a) !== place(b)) return place(a) - place(b);
        const [x, y] = [a, b].map(({ row }) => numberIn(row.cells[column]));
        if (x === null || y === null) return (x === null) - (y === null);
        return sign * (x - y);
      })
      .flatMap(({ row, below }) => [row, ...sorted(below, column, sign)]);

  const sortable = (table) => {
    const given = [...table.tBodies].map((body) => [...body.rows]);
    const [titles, heads] = table.tHead.rows;
    for (const [i, head] of [...heads.cells].entries()) {
      const column = `${titles.cells[1 + Math.floor(i / 2)].querySelector('strong').textContent}, ${head.textContent}`;
      const seen = head.textContent;
      head.textContent = '';
      const button = put(head, 'button', 'sort', seen);
      button.type = 'button';
      button.setAttribute(
        'aria-label',
        words.sort.replace('{column}', () => `${seen}, ${column}`),
      );
      button.addEventListener('click', () => {
        const before = head.getAttribute('aria-sort');
        const now = before === null ? 'descending' : before === 'descending' ? 'ascending' : null;
        for (const other of heads.cells) other.removeAttribute('aria-sort');
        if (now !== null) head.setAttribute('aria-sort', now);
        for (const [b, body] of [...table.tBodies].entries()) {
          const fixed = given[b].filter((row) => row.classList.contains('heading'));
          const rows = given[b].filter((row) => !row.classList.contains('heading'));
          body.append(...fixed, ...(now === null ? rows : sorted(nest(rows), i + 1, now === 'ascending' ? 1 : -1)));
        }
        status.textContent = (now === null ? words.restored : words[now]).replace('{column}', () => column);
      });
    }
  };
  for (const table of document.querySelectorAll('table.groups'))
    if (table.querySelectorAll('.group').length > 2) sortable(table);
})();

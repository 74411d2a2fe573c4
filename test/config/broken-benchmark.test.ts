import { expectProblems, report } from './damage.ts';

const benchmark = 'reports/benchmarks/brfss-2022.yaml';

expectProblems([
  {
    name: 'figures of another version of the indicator',
    file: benchmark,
    before: "- indicator: sleep\n    version: '1.0'",
    after: "- indicator: sleep\n    version: '0.9'",
    line: '- indicator: sleep',
    offset: 1,
    what: /the report has version 1.0 of 'sleep'; the figures were made for another/,
  },
  {
    name: 'figures in other answers',
    file: benchmark,
    before: 'categories: [daily, some-days, former, never]',
    after: 'categories: [some-days, daily, former, never]',
    line: 'categories: [some-days, daily',
    what: /'smoke' has the answers daily, some-days, former, never, in this order/,
  },
  {
    name: 'figures without a group',
    file: benchmark,
    before: "- indicator: flu_vaccine\n    version: '1.0'\n    categories: [had, not-had]\n    people:\n      - { age: '18-29', sex: F,",
    after: "- indicator: flu_vaccine\n    version: '1.0'\n    categories: [had, not-had]\n    people:\n      - { age: '18-29', sex: M,",
    line: '- indicator: flu_vaccine',
    offset: 3,
    what: /the groups must be 18-29 × F, 18-29 × M, .*each once/,
  },
  {
    name: 'figures by an unknown dimension',
    file: benchmark,
    before: 'age: age,',
    after: 'age: agee,',
    line: 'age: agee',
    what: /this report has no dimension 'agee' \(did you mean 'age'/,
  },
  {
    name: 'missing file of figures',
    file: report,
    before: 'benchmarks/brfss-2022.yaml',
    after: 'benchmarks/brfss-2021.yaml',
    line: 'brfss-2021',
    what: /there is no file/,
  },
]);

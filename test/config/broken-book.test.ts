import { demo, expectProblems } from './damage.ts';

const before = 'book: { sameWithin: 5, adjustFor: [age, sex] }';

expectProblems([
  { name: 'a book by an unknown dimension', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [age, sexx] }', line: 'book:', what: /this report has no dimension 'sexx' \(did you mean 'sex'/ },
  { name: 'a book by departments, which every employer has of its own', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [org] }', line: 'book:', what: /the groups of 'org' are not the same for every employer/ },
  { name: 'a book by one dimension twice', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [age, age] }', line: 'book:', what: /'age' is listed twice/ },
  { name: 'an employer with two owners', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [age], oneOwner: [[a, b], [b, c]] }', line: 'book:', what: /'b' is listed twice/ },
  { name: 'an owner of one employer', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [age], oneOwner: [[a]] }', line: 'book:', what: /oneOwner/ },
  { name: 'a rule that may not be loosened', file: demo, before, after: 'book: { sameWithin: 5, adjustFor: [age], minEmployers: 2 }', line: 'book:', what: /minEmployers/ },
]);

import type { Texts } from './texts.ts';

const listAnd = new Intl.ListFormat('en', { type: 'conjunction' });
const listOr = new Intl.ListFormat('en', { type: 'disjunction' });

export const en: Texts = {
  programme: 'Workplace wellness',
  contents: 'In this report',
  coverPromise: ({ minGroup }) =>
    `This report is about groups, never about a person. No result is shown for fewer than ${minGroup} people, and every hidden number is marked.`,
  coverFacts: { employer: 'Prepared for', period: 'Period', source: 'Source', definition: 'Report definition' },
  periodRange: ({ from, to }) => `${from} to ${to}`,
  page: ({ page, pages }) => `Page ${page} of ${pages}`,

  summary: {
    title: 'Summary',
    tookPart: ({ label, count, base, share }) => `${label}: ${count} of ${base} people, ${share}.`,
    step: ({ label, count, base }) => `${label}: ${count} of ${base} people`,
    strengths: 'Strengths',
    strengthsNote: 'Where favourable answers outweigh those that deserve attention the most.',
    opportunities: 'Opportunities',
    opportunitiesNote: 'Where answers that deserve attention weigh the most.',
    next: 'What to do next',
    nextAlways: [
      'Share these results with everybody who was asked, together with what will be done about them.',
      'Choose steps that help everybody: this report cannot and must not be used to look for individuals.',
    ],
    noTopics: 'No company-wide health result can be shown for this period.',
  },
  point: ({ categories, count, answered }) => `${categories}: ${count} of ${answered} people.`,

  participation: {
    title: 'Who took part',
    lead: 'Each bar is the share of everybody who could take part.',
    steps: 'Steps of the programme',
    step: 'Step',
    caveat: 'The people who took part are not everybody. The results that follow describe those who answered.',
  },
  funnel: {
    title: 'Steps of the programme',
    ofStep: ({ step }) => `Of those who took the step “${step}”`,
    sideBySide: 'These steps stand side by side: none is a part of another.',
    line: ({ people, share, of }) => `${people} people, ${share} of: ${of}`,
    of: ({ share, of }) => `${share} of: ${of}`,
  },
  keySentence: ({ categories, share, count, answered }) =>
    `${share} of people with an answer are in ${categories}: ${count} of ${answered}.`,
  bandSentence: ({ categories, share, base }) =>
    `Nearly everybody gave the same answer, so only a range is shown: ${categories}, ${share} (group of ${base} people).`,
  hiddenSentence: 'This result is hidden to protect people in small groups.',
  joinOr: (labels) => listOr.format(labels.map((label) => `“${label}”`)),

  table: {
    category: 'Answer',
    people: 'People',
    share: 'Share',
    group: 'Group',
    everybody: 'Everybody',
    answered: ({ answered, base }) => `${answered} of ${base} people answered. Shares are of those who answered.`,
    counted: ({ base }) => `Shares are of ${base} people.`,
    of: ({ count }) => `of ${count}`,
    hidden: 'hidden',
    hiddenNote: '* Hidden to protect people in small groups.',
    rangeNote:
      '“>” and “<” (over, under): nearly everybody in the group gave the same answer, so the exact number is not shown.',
    remainderNote: '“Others, combined”: the hidden groups of a table, counted together, so that every table adds up.',
    compareLead:
      'Each column gives the share of the group with the answer named above it, and how many people answered. Groups stand in the order of the staff list, never by result.',
    by: ({ dimensions }) => `By ${listAnd.format(dimensions.map((d) => d.toLocaleLowerCase('en')))}`,
    others: 'Others, combined',
    othersIn: ({ parent }) => `Others in ${parent}, combined`,
    csvHint: ({ file }) => `All answers with counts: ${file}`,
  },
  over: ({ share }) => `over ${share}`,
  under: ({ share }) => `under ${share}`,
  between: ({ low, high }) => `${low} to ${high}`,
  chartAlt: ({ title, bars }) => `Bar chart of shares. ${title}. ${bars}.`,
  chartBar: ({ label, share, count }) => `${label}: ${share}, ${count} people`,
  legend: { good: 'favourable', bad: 'deserves attention', neutral: 'neither', missing: 'no answer' },

  tier: {
    participationTitle: 'Why this report stops at participation',
    participation: ({ minCompleters }) =>
      `Health results are shown once at least ${minCompleters} people have completed an assessment in the period. Fewer than that did, so this report describes participation only. With so few answers, even averages could say something about one person.`,
    activeTitle: 'The programme is active',
    active: ({ minParticipation }) =>
      `Fewer than ${minParticipation} people have completed an assessment in this period. To protect them, nothing is reported except that the programme is running.`,
    activeNext:
      'Results appear as more people take part. Invite everybody again, and say plainly how their answers are protected.',
  },

  method: {
    title: 'How this report was made',
    lead: 'What was counted, how people are protected, and how to read the numbers.',
    who: {
      title: 'Who is counted',
      body: [
        'People are counted, never rows, visits or devices. One person counts once in each group.',
        'Answers come from the people themselves. A person who did not answer a question is listed under “no answer” and is left out of the shares.',
      ],
    },
    protection: {
      title: 'How people are protected',
      minGroup: ({ minGroup, sensitive }) =>
        `A group needs at least ${minGroup} people to be shown, and at least ${sensitive} for sensitive topics.`,
      minCell: ({ minCell }) =>
        `An answer needs to be given by at least ${minCell} people, and also to be not given by at least ${minCell}, or answers are joined or hidden.`,
      homogeneity: ({ over, under }) =>
        `When nearly everybody in a group gave the same answer to a sensitive question, only “over ${over}” or “under ${under}” is said.`,
      minCompleters: ({ minCompleters, minParticipation }) =>
        `Health results need ${minCompleters} people with a completed assessment; the participation section needs ${minParticipation}.`,
      insiders: ({ insiders }) =>
        `Groups are large enough that somebody in them, leaving out their own answer, still sees many others only together (people assumed to do so: ${insiders}).`,
      zerosShown: 'A count of zero may be shown.',
      zerosProtected: 'Counts of zero are protected like other small counts.',
      secondary:
        'A number is also hidden when a hidden one could be worked out from it. The mark is the same whatever the reason, and a hidden number is not in this file or in any table that comes with it.',
      preset: ({ preset }) => `Protection policy: ${preset}.`,
    },
    reading: {
      title: 'How to read the numbers',
      body: [
        'Shares are rounded; they are computed from the published counts and from nothing else. Rounded shares may not add up exactly.',
        'Small differences between groups are often chance. Groups are never ranked.',
        'Every number is also in the tables that come with this report, one file for each way of grouping.',
      ],
    },
    selection: {
      title: 'How strengths and opportunities were chosen',
      body: [
        'Each health topic with a published company-wide result has a share of favourable answers and a share of answers that deserve attention. Strengths have the largest difference in favour, opportunities the largest against. Only published company-wide counts are used.',
      ],
    },
  },

  dictionary: {
    title: 'Definitions and words',
    lead: 'What each result counts, with its limits and where they come from.',
    source: ({ source }) => `Source: ${source}`,
    counts: {
      eligible: 'Counts everybody who could take part.',
      completers: 'Counts people with a completed assessment in the period.',
      'non-completers':
        'Counts people who could take part and have no completed assessment in the period.',
      followed: 'Counts people with a completed assessment in the period and another one about a year before it.',
    },
    glossaryTitle: 'Words used in this report',
    glossary: [
      { term: 'Group', meaning: 'People who share a place in the company or a feature such as an age band.' },
      { term: 'Share', meaning: 'The number of people with an answer, divided by the number who answered.' },
      {
        term: 'Hidden (*)',
        meaning: 'A number that is not shown, to protect people in small groups. It is not zero and it is not missing.',
      },
      {
        term: 'Over, under',
        meaning: 'Said instead of a number when nearly everybody in a group gave the same answer.',
      },
      { term: 'Others, combined', meaning: 'The hidden groups of a table taken together, large enough to be shown.' },
      { term: 'No answer', meaning: 'The question was left out or the answer was not plausible.' },
    ],
  },

  followedNote:
    'These results count people who completed an assessment in this period and another one about a year before; nobody else is in them. Whoever stood far from the usual level then tends to come back to it by chance alone (regression to the mean), so they say what happened, not what the programme did.',

  workbook: {
    about: 'About',
    sheets: 'Sheets in this file',
    marks: 'Marks',
    topic: 'Topic',
    indicator: 'Result',
    inGroup: 'People in the group',
    atLeast: 'At least',
    atMost: 'At most',
    range: 'range',
    hiddenMark: 'Hidden to protect people in small groups. It is not zero and it is not missing.',
    rangeMark:
      'Nearly everybody in the group gave the same answer, so the smallest and the largest possible number are given instead.',
    noShareMark: 'There is no share: shares are of the people who answered.',
    addingUp: 'Totals, their parts and combined rows stand in one sheet: filter to one level before adding up.',
  },

  topics: {
    participation: 'Participation',
    'general-health': 'General health',
    tobacco: 'Tobacco',
    weight: 'Weight',
    biometrics: 'Measurements',
    activity: 'Physical activity',
    nutrition: 'Nutrition',
    sleep: 'Sleep',
    alcohol: 'Alcohol',
    'mental-health': 'Mental health',
    stress: 'Stress',
    'life-satisfaction': 'Life and work satisfaction',
    productivity: 'Productivity',
    'preventive-care': 'Preventive care',
    readiness: 'Readiness to change',
    wearables: 'Wearable devices',
    risk: 'Health risks',
    workplace: 'Workplace',
    support: 'Support at work',
  },
  actions: {
    participation: 'Offer the assessment in working hours and in every language spoken at work.',
    'general-health':
      'Make it easy to see a doctor: paid time for visits and a clear guide to what the health plan covers.',
    tobacco: 'Offer free help to stop smoking, with medication, and keep workplaces smoke-free.',
    weight:
      'Make the healthy choice the easy one: food on site, stairs and walking routes, programmes open to all without weigh-ins.',
    biometrics: 'Repeat blood pressure and blood tests on site once a year, with a referral path for everybody.',
    activity: 'Build movement into the day: walking meetings, active commuting, time for a class.',
    nutrition: 'Put fruit and vegetables within reach: in the canteen, in meetings, in vending machines.',
    sleep: 'Look at shift patterns, late messages and recovery time; offer a sleep programme to all.',
    alcohol: 'Offer confidential support, and events where alcohol is not the centre.',
    'mental-health': 'Make confidential counselling known and quick to reach, and train managers to listen and refer.',
    stress:
      'Look at workload, deadlines and control over one’s work together with teams, before offering stress courses.',
    'life-satisfaction': 'Ask teams what would make work better, and act on one thing that they can see.',
    productivity: 'Support people who work while unwell: flexible hours, adjustments, return-to-work plans.',
    'preventive-care': 'Bring check-ups and vaccinations to the workplace, in paid time.',
    readiness: 'Start programmes where many people already say they are ready, and let them choose their own goal.',
    wearables: 'Keep device programmes voluntary and offer an equal path without a device.',
    risk: 'Offer coaching to everybody, so that nobody has to be singled out to get it.',
    workplace:
      'Review the topic with teams and with their representatives, and agree on one change for the next quarter.',
    support: 'Say clearly which help exists, who may use it, and that using it has no consequence at work.',
  },
  anyAction: ({ topic }) => `Take up “${topic}” with teams, and agree on one change that helps everybody.`,
};

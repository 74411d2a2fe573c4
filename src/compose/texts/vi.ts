import type { Texts } from './texts.ts';

const listAnd = new Intl.ListFormat('vi', { type: 'conjunction' });
const listOr = new Intl.ListFormat('vi', { type: 'disjunction' });

export const vi: Texts = {
  programme: 'Sức khỏe nơi làm việc',
  contents: 'Trong báo cáo này',
  coverPromise: ({ minGroup }) =>
    `Báo cáo này nói về các nhóm, không bao giờ về một cá nhân. Không có kết quả nào của nhóm dưới ${minGroup} người, và mọi con số được ẩn đều có dấu.`,
  coverFacts: { employer: 'Dành cho', period: 'Kỳ báo cáo', source: 'Nguồn', definition: 'Định nghĩa báo cáo' },
  periodRange: ({ from, to }) => `Từ ${from} đến ${to}`,
  page: ({ page, pages }) => `Trang ${page} / ${pages}`,

  summary: {
    title: 'Tóm tắt',
    tookPart: ({ label, count, base, share }) => `${label}: ${count} trên ${base} người, ${share}.`,
    step: ({ label, count, base }) => `${label}: ${count} trên ${base} người`,
    strengths: 'Điểm mạnh',
    strengthsNote: 'Những nơi câu trả lời tích cực vượt câu trả lời cần quan tâm nhiều nhất.',
    opportunities: 'Cơ hội cải thiện',
    opportunitiesNote: 'Những nơi câu trả lời cần quan tâm chiếm phần lớn nhất.',
    next: 'Việc nên làm tiếp theo',
    nextAlways: [
      'Chia sẻ kết quả này với tất cả những người đã được hỏi, cùng với những việc sẽ làm.',
      'Chọn những việc có ích cho mọi người: báo cáo này không thể và không được dùng để tìm ra cá nhân.',
    ],
    noTopics: 'Trong kỳ này không có kết quả sức khỏe nào của toàn công ty có thể công bố.',
  },
  point: ({ categories, count, answered }) => `${categories}: ${count} trên ${answered} người.`,

  participation: {
    title: 'Ai đã tham gia',
    lead: 'Mỗi thanh là tỷ lệ trên tất cả những người có thể tham gia.',
    steps: 'Các bước của chương trình',
    step: 'Bước',
    caveat: 'Những người tham gia không phải là tất cả mọi người. Các kết quả sau đây mô tả những người đã trả lời.',
  },
  funnel: {
    title: 'Các bước của chương trình',
    ofStep: ({ step }) => `Trong số những người đã qua bước “${step}”`,
    sideBySide: 'Các bước này diễn ra song song: không bước nào là một phần của bước khác.',
    line: ({ people, share, of }) => `${people} người, ${share} trong số: ${of}`,
    of: ({ share, of }) => `${share} trong số: ${of}`,
  },
  keySentence: ({ categories, share, count, answered }) =>
    `${share} số người có câu trả lời thuộc nhóm ${categories}: ${count} trên ${answered}.`,
  bandSentence: ({ categories, share, base }) =>
    `Gần như mọi người trả lời giống nhau nên chỉ nêu một khoảng: ${categories}, ${share} (nhóm ${base} người).`,
  hiddenSentence: 'Kết quả này được ẩn để bảo vệ người trong các nhóm nhỏ.',
  joinOr: (labels) => listOr.format(labels.map((label) => `“${label}”`)),

  table: {
    category: 'Câu trả lời',
    people: 'Số người',
    share: 'Tỷ lệ',
    group: 'Nhóm',
    everybody: 'Tất cả',
    answered: ({ answered, base }) => `${answered} trên ${base} người đã trả lời. Tỷ lệ tính trên số người trả lời.`,
    counted: ({ base }) => `Tỷ lệ tính trên ${base} người.`,
    of: ({ count }) => `trên ${count}`,
    hidden: 'ẩn',
    hiddenNote: '* Ẩn để bảo vệ người trong các nhóm nhỏ.',
    rangeNote: '“>” và “<” (trên, dưới): gần như cả nhóm trả lời giống nhau nên không nêu con số chính xác.',
    remainderNote: '“Các nhóm khác, gộp chung”: những nhóm được ẩn của một bảng, đếm gộp để mọi bảng đều cộng đủ.',
    compareLead:
      'Tỷ lệ của mỗi nhóm có câu trả lời nêu ở đầu cột và số người đã trả lời. Các nhóm xếp theo thứ tự danh sách nhân sự.',
    by: ({ dimensions }) => `Theo ${listAnd.format(dimensions.map((d) => d.toLocaleLowerCase('vi')))}`,
    others: 'Các nhóm khác, gộp chung',
    othersIn: ({ parent }) => `Các nhóm khác của ${parent}, gộp chung`,
    csvHint: ({ file }) => `Mọi câu trả lời kèm số người: ${file}`,
  },
  over: ({ share }) => `trên ${share}`,
  under: ({ share }) => `dưới ${share}`,
  between: ({ low, high }) => `${low} đến ${high}`,
  chartAlt: ({ title, bars }) => `Biểu đồ thanh về tỷ lệ. ${title}. ${bars}.`,
  chartBar: ({ label, share, count }) => `${label}: ${share}, ${count} người`,
  legend: { good: 'tích cực', bad: 'cần quan tâm', neutral: 'trung tính', missing: 'không trả lời' },

  tier: {
    participationTitle: 'Vì sao báo cáo này chỉ nói về sự tham gia',
    participation: ({ minCompleters }) =>
      `Kết quả sức khỏe chỉ được nêu khi có ít nhất ${minCompleters} người hoàn thành bảng đánh giá trong kỳ. Số người hoàn thành chưa đủ nên báo cáo này chỉ mô tả sự tham gia. Với quá ít câu trả lời, ngay cả số trung bình cũng có thể tiết lộ điều gì đó về một người.`,
    activeTitle: 'Chương trình đang hoạt động',
    active: ({ minParticipation }) =>
      `Có dưới ${minParticipation} người hoàn thành bảng đánh giá trong kỳ này. Để bảo vệ họ, báo cáo chỉ nêu rằng chương trình đang hoạt động.`,
    activeNext:
      'Kết quả sẽ xuất hiện khi có thêm người tham gia. Hãy mời lại tất cả mọi người và nói rõ câu trả lời được bảo vệ như thế nào.',
  },

  method: {
    title: 'Báo cáo này được lập như thế nào',
    lead: 'Đếm những gì, bảo vệ con người ra sao và đọc các con số thế nào.',
    who: {
      title: 'Ai được đếm',
      body: [
        'Đếm số người, không đếm dòng dữ liệu, lượt khám hay thiết bị. Mỗi người được đếm một lần trong mỗi nhóm.',
        'Câu trả lời do chính mỗi người đưa ra. Người không trả lời một câu hỏi được ghi ở mục “không trả lời” và không tính vào tỷ lệ.',
      ],
    },
    protection: {
      title: 'Con người được bảo vệ thế nào',
      minGroup: ({ minGroup, sensitive }) =>
        `Một nhóm cần ít nhất ${minGroup} người để được nêu, và ít nhất ${sensitive} người đối với chủ đề nhạy cảm.`,
      minCell: ({ minCell }) =>
        `Một câu trả lời phải có ít nhất ${minCell} người chọn và cũng có ít nhất ${minCell} người không chọn, nếu không các câu trả lời được gộp hoặc ẩn.`,
      homogeneity: ({ over, under }) =>
        `Khi gần như cả nhóm trả lời giống nhau một câu hỏi nhạy cảm, chỉ nói “trên ${over}” hoặc “dưới ${under}”.`,
      minCompleters: ({ minCompleters, minParticipation }) =>
        `Kết quả sức khỏe cần ${minCompleters} người hoàn thành bảng đánh giá; phần tham gia cần ${minParticipation} người.`,
      insiders: ({ insiders }) =>
        `Các nhóm đủ lớn để người trong nhóm, dù bỏ ra câu trả lời của chính mình, vẫn chỉ thấy gộp chung câu trả lời của nhiều người khác (số người được giả định làm vậy: ${insiders}).`,
      zerosShown: 'Số đếm bằng không có thể được nêu.',
      zerosProtected: 'Số đếm bằng không được bảo vệ như các số đếm nhỏ khác.',
      secondary:
        'Một con số cũng được ẩn khi có thể dùng nó để tính ra một con số đã ẩn. Dấu hiệu luôn giống nhau dù vì lý do nào, và con số đã ẩn không có trong tệp này hay trong bất kỳ bảng kèm theo nào.',
      preset: ({ preset }) => `Chính sách bảo vệ: ${preset}.`,
    },
    reading: {
      title: 'Đọc các con số thế nào',
      body: [
        'Tỷ lệ được làm tròn; chúng chỉ được tính từ các số đếm đã công bố. Các tỷ lệ làm tròn có thể không cộng đúng.',
        'Khác biệt nhỏ giữa các nhóm thường là ngẫu nhiên. Các nhóm không bao giờ được xếp hạng.',
        'Mọi con số đều có trong các bảng kèm theo báo cáo, mỗi cách chia nhóm một tệp.',
      ],
    },
    selection: {
      title: 'Điểm mạnh và cơ hội được chọn thế nào',
      body: [
        'Mỗi chủ đề sức khỏe có kết quả công bố của toàn công ty có một tỷ lệ câu trả lời tích cực và một tỷ lệ câu trả lời cần quan tâm. Điểm mạnh có chênh lệch nghiêng về tích cực nhiều nhất, cơ hội có chênh lệch ngược lại nhiều nhất. Chỉ dùng số đếm đã công bố của toàn công ty.',
      ],
    },
  },

  dictionary: {
    title: 'Định nghĩa và từ ngữ',
    lead: 'Mỗi kết quả đếm những gì, với ngưỡng và nguồn của ngưỡng.',
    source: ({ source }) => `Nguồn: ${source}`,
    counts: {
      eligible: 'Đếm tất cả những người có thể tham gia.',
      completers: 'Đếm những người đã hoàn thành bảng đánh giá trong kỳ.',
      'non-completers':
        'Đếm những người có thể tham gia nhưng chưa hoàn thành bảng đánh giá trong kỳ.',
      followed: 'Đếm những người đã hoàn thành bảng đánh giá trong kỳ và một bảng khác khoảng một năm trước đó.',
    },
    glossaryTitle: 'Từ ngữ trong báo cáo này',
    glossary: [
      { term: 'Nhóm', meaning: 'Những người cùng một bộ phận trong công ty hoặc cùng một đặc điểm như nhóm tuổi.' },
      { term: 'Tỷ lệ', meaning: 'Số người có một câu trả lời chia cho số người đã trả lời.' },
      {
        term: 'Ẩn (*)',
        meaning:
          'Con số không được nêu để bảo vệ người trong các nhóm nhỏ. Nó không phải là số không và không phải là thiếu.',
      },
      { term: 'Trên, dưới', meaning: 'Nói thay cho con số khi gần như cả nhóm trả lời giống nhau.' },
      { term: 'Các nhóm khác, gộp chung', meaning: 'Những nhóm được ẩn của một bảng gộp lại, đủ lớn để được nêu.' },
      { term: 'Không trả lời', meaning: 'Câu hỏi bị bỏ qua hoặc câu trả lời không hợp lý.' },
    ],
  },

  followedNote:
    'Các kết quả này đếm những người đã hoàn thành một bảng đánh giá trong kỳ này và một bảng khác khoảng một năm trước; không có ai khác trong đó. Người khi đó ở xa mức thường gặp có xu hướng trở lại gần mức ấy chỉ do ngẫu nhiên (hồi quy về trung bình), nên kết quả cho biết điều đã xảy ra chứ không phải điều chương trình đã làm được.',

  workbook: {
    about: 'Giới thiệu',
    sheets: 'Các trang tính trong tệp này',
    marks: 'Ký hiệu',
    topic: 'Chủ đề',
    indicator: 'Kết quả',
    inGroup: 'Số người trong nhóm',
    atLeast: 'Ít nhất',
    atMost: 'Nhiều nhất',
    range: 'khoảng',
    hiddenMark: 'Được ẩn để bảo vệ người trong các nhóm nhỏ. Không phải là số không và không phải là thiếu.',
    rangeMark: 'Gần như cả nhóm trả lời giống nhau nên chỉ nêu con số nhỏ nhất và lớn nhất có thể.',
    noShareMark: 'Không có tỷ lệ: tỷ lệ tính trên số người trả lời.',
    addingUp: 'Tổng, các phần và các dòng gộp nằm trong cùng một trang tính: hãy lọc một cấp trước khi cộng.',
  },

  topics: {
    participation: 'Sự tham gia',
    'general-health': 'Sức khỏe chung',
    tobacco: 'Thuốc lá',
    weight: 'Cân nặng',
    biometrics: 'Chỉ số đo',
    activity: 'Vận động',
    nutrition: 'Dinh dưỡng',
    sleep: 'Giấc ngủ',
    alcohol: 'Rượu bia',
    'mental-health': 'Sức khỏe tinh thần',
    stress: 'Căng thẳng',
    'life-satisfaction': 'Hài lòng với cuộc sống và công việc',
    productivity: 'Năng suất',
    'preventive-care': 'Chăm sóc phòng ngừa',
    readiness: 'Sẵn sàng thay đổi',
    wearables: 'Thiết bị đeo',
    risk: 'Nguy cơ sức khỏe',
    workplace: 'Nơi làm việc',
    support: 'Hỗ trợ tại nơi làm việc',
  },
  actions: {
    participation: 'Cho phép làm bảng đánh giá trong giờ làm việc và bằng mọi ngôn ngữ dùng tại nơi làm việc.',
    'general-health': 'Giúp mọi người dễ đi khám: giờ khám được trả lương và hướng dẫn rõ về quyền lợi bảo hiểm.',
    tobacco: 'Hỗ trợ miễn phí để bỏ thuốc lá, kể cả thuốc điều trị, và giữ nơi làm việc không khói thuốc.',
    weight:
      'Làm cho lựa chọn lành mạnh trở nên dễ dàng: bữa ăn tại chỗ, cầu thang và lối đi bộ, chương trình cho mọi người và không cân đo.',
    biometrics: 'Mỗi năm tổ chức đo huyết áp và xét nghiệm tại chỗ, có hướng chuyển khám cho mọi người.',
    activity: 'Đưa vận động vào ngày làm việc: họp đi bộ, đi làm bằng xe đạp, thời gian tập luyện.',
    nutrition: 'Đặt rau và trái cây trong tầm tay: ở nhà ăn, trong cuộc họp, ở máy bán hàng.',
    sleep: 'Xem lại ca làm, tin nhắn muộn và thời gian hồi phục; mở chương trình giấc ngủ cho tất cả.',
    alcohol: 'Cung cấp hỗ trợ kín đáo, và tổ chức sự kiện không lấy rượu bia làm trung tâm.',
    'mental-health': 'Giới thiệu dịch vụ tư vấn kín đáo, dễ tiếp cận, và tập huấn quản lý biết lắng nghe và hướng dẫn.',
    stress: 'Cùng các nhóm xem lại khối lượng việc, thời hạn và quyền tự chủ trước khi mở lớp giảm căng thẳng.',
    'life-satisfaction': 'Hỏi các nhóm điều gì sẽ làm công việc tốt hơn và làm một việc mà mọi người thấy được.',
    productivity: 'Hỗ trợ người làm việc khi không khỏe: giờ linh hoạt, điều chỉnh công việc, kế hoạch trở lại.',
    'preventive-care': 'Đưa khám định kỳ và tiêm chủng đến nơi làm việc, trong giờ được trả lương.',
    readiness: 'Bắt đầu chương trình ở nơi nhiều người đã sẵn sàng và để mỗi người tự chọn mục tiêu.',
    wearables: 'Giữ chương trình thiết bị là tự nguyện và có lựa chọn tương đương không cần thiết bị.',
    risk: 'Mở huấn luyện cho mọi người để không ai phải bị chỉ ra mới được giúp.',
    workplace: 'Cùng các nhóm và đại diện của họ xem lại chủ đề này và thống nhất một thay đổi cho quý tới.',
    support: 'Nói rõ có những hỗ trợ nào, ai được dùng, và việc sử dụng không ảnh hưởng đến công việc.',
  },
  anyAction: ({ topic }) => `Bàn về “${topic}” với các nhóm và thống nhất một thay đổi có ích cho mọi người.`,
};

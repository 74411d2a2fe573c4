import { say, type Column } from './csv-shape.ts';

/**
 * The columns that every table has before and after those of its dimensions, in the words of the data dictionary. Codes are the same in
 * every language. `status` is the program's own three-way word; `obs_status` and `conf_status` say the same of the count to software
 * that knows SDMX (code lists CL_OBS_STATUS and CL_CONF_STATUS): a count is there, or it is suppressed and confidential.
 */
const SDMX = 'http://purl.org/linked-data/sdmx/2009/';

export const BEFORE: readonly Column[] = [
  {
    name: 'period',
    type: 'text',
    required: true,
    title: say('Period', 'Periodo', 'Kỳ báo cáo'),
    description: say('The period of the report.', 'El periodo del informe.', 'Kỳ của báo cáo.'),
    term: `${SDMX}dimension#timePeriod`,
  },
  {
    name: 'breakdown',
    type: 'text',
    required: true,
    title: say('Breakdown', 'Desglose', 'Cách phân nhóm'),
    description: say(
      'The way of grouping, which is also the name of the file.',
      'La forma de agrupar, que es también el nombre del archivo.',
      'Cách chia nhóm, cũng là tên của tệp.',
    ),
  },
];

export const AFTER: readonly Column[] = [
  {
    name: 'row_kind',
    type: 'text',
    required: true,
    title: say('Kind of row', 'Tipo de fila', 'Loại dòng'),
    description: say(
      'A group, or the groups of one parent without exact numbers, counted together. A total, its parts and their remainder stand in one file.',
      'Un grupo, o los grupos de un mismo superior sin números exactos, contados juntos. El total, sus partes y su resto están en un archivo.',
      'Một nhóm, hoặc các nhóm cùng cấp trên không có số chính xác, đếm gộp. Tổng, các phần và phần còn lại nằm trong cùng một tệp.',
    ),
    values: [
      { value: 'group', meaning: 'one group' },
      { value: 'remainder', meaning: 'the groups of one parent without exact numbers, combined' },
    ],
  },
  {
    name: 'indicator',
    type: 'text',
    required: true,
    title: say('Indicator', 'Indicador', 'Chỉ số'),
    description: say(
      'What is counted; definition, cut-offs and source stand in codes/indicator.csv.',
      'Qué se cuenta; la definición, los límites y la fuente están en codes/indicator.csv.',
      'Điều được đếm; định nghĩa, ngưỡng và nguồn nằm trong codes/indicator.csv.',
    ),
  },
  {
    name: 'form',
    type: 'text',
    required: true,
    title: say('Form', 'Forma', 'Dạng'),
    description: say(
      'How finely the answers are told apart in this table.',
      'Con qué detalle se distinguen las respuestas en esta tabla.',
      'Mức độ chi tiết của các câu trả lời trong bảng này.',
    ),
  },
  {
    name: 'category',
    type: 'text',
    required: true,
    title: say('Answer', 'Respuesta', 'Câu trả lời'),
    description: say(
      'The code of the answer; labels stand in codes/category.csv.',
      'El código de la respuesta; los nombres están en codes/category.csv.',
      'Mã của câu trả lời; tên nằm trong codes/category.csv.',
    ),
  },
  {
    name: 'category_label',
    type: 'text',
    required: true,
    title: say('Answer, in words', 'Respuesta, en palabras', 'Câu trả lời, bằng lời'),
    description: say('The answer in English.', 'La respuesta en inglés.', 'Câu trả lời bằng tiếng Anh.'),
    language: 'en',
  },
  {
    name: 'count',
    type: 'whole',
    required: false,
    title: say('People with this answer', 'Personas con esta respuesta', 'Số người trả lời như vậy'),
    description: say(
      'People of the group with this answer. Empty where the exact number is not published.',
      'Personas del grupo con esta respuesta. Vacío donde el número exacto no se publica.',
      'Số người trong nhóm trả lời như vậy. Để trống khi không công bố con số chính xác.',
    ),
    term: `${SDMX}measure#obsValue`,
  },
  {
    name: 'base',
    type: 'whole',
    required: false,
    title: say('People in the group', 'Personas del grupo', 'Số người trong nhóm'),
    description: say(
      'People of the group whom the indicator counts, those without an answer among them. Empty where withheld.',
      'Personas del grupo que el indicador cuenta, también las que no respondieron. Vacío donde no se publica.',
      'Số người trong nhóm được chỉ số đếm, kể cả người không trả lời. Để trống khi không công bố.',
    ),
  },
  {
    name: 'percent',
    type: 'decimal',
    required: false,
    most: 100,
    title: say('Per cent', 'Por ciento', 'Phần trăm'),
    description: say(
      'The count in per cent of the people who answered, rounded half up, computed from published counts only. Empty for “no answer” and where the count is empty.',
      'El recuento en porcentaje de quienes respondieron, redondeado, calculado solo con recuentos publicados. Vacío en «sin respuesta» y donde falta el recuento.',
      'Số đếm tính theo phần trăm trên số người trả lời, làm tròn, chỉ tính từ số đã công bố. Để trống ở “không trả lời” và nơi không có số đếm.',
    ),
  },
  {
    name: 'status',
    type: 'text',
    required: true,
    title: say('What is published', 'Qué se publica', 'Mức công bố'),
    description: say(
      'Whether the count is published exactly, as a range, or not at all.',
      'Si el recuento se publica exacto, como intervalo o no se publica.',
      'Số đếm được công bố chính xác, theo khoảng, hay không công bố.',
    ),
    values: [
      { value: 'published', meaning: 'count and base are exact' },
      {
        value: 'banded',
        meaning: 'nearly everybody gave the same answer: base is exact, the count lies from low to high',
      },
      { value: 'withheld', meaning: 'no number is published, to protect people in small groups' },
    ],
  },
  {
    name: 'low',
    type: 'whole',
    required: false,
    title: say('At least', 'Como mínimo', 'Ít nhất'),
    description: say(
      'The smallest count a range allows. Empty unless the status is banded.',
      'El menor recuento que permite el intervalo. Vacío salvo en el estado banded.',
      'Số đếm nhỏ nhất trong khoảng. Để trống trừ khi mức công bố là banded.',
    ),
  },
  {
    name: 'high',
    type: 'whole',
    required: false,
    title: say('At most', 'Como máximo', 'Nhiều nhất'),
    description: say(
      'The largest count a range allows. Empty unless the status is banded.',
      'El mayor recuento que permite el intervalo. Vacío salvo en el estado banded.',
      'Số đếm lớn nhất trong khoảng. Để trống trừ khi mức công bố là banded.',
    ),
  },
  {
    name: 'obs_status',
    type: 'text',
    required: true,
    title: say('Observation status', 'Estado de la observación', 'Trạng thái quan sát'),
    description: say(
      'Of the count, in the codes of the SDMX list CL_OBS_STATUS.',
      'Del recuento, en los códigos de la lista CL_OBS_STATUS de SDMX.',
      'Của số đếm, theo mã của danh mục CL_OBS_STATUS (SDMX).',
    ),
    values: [
      { value: 'A', meaning: 'normal value' },
      { value: 'Q', meaning: 'missing value; suppressed' },
    ],
    term: `${SDMX}attribute#obsStatus`,
  },
  {
    name: 'conf_status',
    type: 'text',
    required: true,
    title: say('Confidentiality status', 'Estado de confidencialidad', 'Trạng thái bảo mật'),
    description: say(
      'Of the count, in codes of the SDMX list CL_CONF_STATUS. One code for every suppressed count: which rule suppressed it would itself say something.',
      'Del recuento, en códigos de la lista CL_CONF_STATUS de SDMX. Un solo código para todo recuento suprimido: qué regla lo suprimió ya diría algo.',
      'Của số đếm, theo mã của danh mục CL_CONF_STATUS (SDMX). Một mã cho mọi số bị ẩn: nêu quy tắc nào đã ẩn cũng là tiết lộ.',
    ),
    values: [
      { value: 'F', meaning: 'free for publication' },
      { value: 'C', meaning: 'confidential statistical information' },
    ],
    term: `${SDMX}attribute#confStatus`,
  },
  {
    name: 'definition_version',
    type: 'text',
    required: true,
    title: say('Version of the definitions', 'Versión de las definiciones', 'Phiên bản định nghĩa'),
    description: say(
      'The version of the report definition, its indicators included.',
      'La versión de la definición del informe, con sus indicadores.',
      'Phiên bản của định nghĩa báo cáo, gồm cả các chỉ số.',
    ),
  },
];

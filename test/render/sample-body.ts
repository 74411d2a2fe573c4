import { indicator, yesNo, type SampleIndicator } from './sample-indicator.ts';

/** Health results of the samples: body, tobacco, measurements. */
export const BODY: readonly SampleIndicator[] = [
  indicator(
    'general_health',
    'general-health',
    { en: 'Self-rated health', es: 'Salud percibida', vi: 'Tự đánh giá sức khỏe' },
    false,
    {
      en: 'How people rate their own health, in five steps.',
      es: 'Cómo valora cada persona su propia salud, en cinco grados.',
      vi: 'Mỗi người tự đánh giá sức khỏe của mình theo năm mức.',
    },
    'SF-1, BRFSS',
    [
      ['excellent', 'good', 'Excellent', 'Excelente', 'Xuất sắc', 0.16],
      ['very_good', 'good', 'Very good', 'Muy buena', 'Rất tốt', 0.33],
      ['good', 'good', 'Good', 'Buena', 'Tốt', 0.31],
      ['fair', 'bad', 'Fair', 'Regular', 'Trung bình', 0.12],
      ['poor', 'bad', 'Poor', 'Mala', 'Kém', 0.05],
    ],
    [
      ['excellent+very_good+good', 'good', 'Good or better', 'Buena o mejor', 'Tốt trở lên', 0],
      ['fair+poor', 'bad', 'Fair or poor', 'Regular o mala', 'Trung bình hoặc kém', 0],
    ],
  ),
  indicator(
    'physical_days',
    'general-health',
    { en: 'Physically unhealthy days', es: 'Días de mala salud física', vi: 'Số ngày sức khỏe thể chất kém' },
    false,
    {
      en: 'Days of the past 30 on which physical health was not good: none, 1–13, 14 or more.',
      vi: 'Số ngày trong 30 ngày qua có sức khỏe thể chất không tốt: không, 1–13, từ 14 ngày.',
    },
    'CDC HRQOL-4',
    [
      ['none', 'good', 'None', 'Ninguno', 'Không ngày nào', 0.6],
      ['some', 'neutral', '1 to 13 days', 'De 1 a 13 días', '1 đến 13 ngày', 0.26],
      ['many', 'bad', '14 days or more', '14 días o más', 'Từ 14 ngày', 0.11],
    ],
    [
      ['none+some', 'good', 'Under 14 days', 'Menos de 14 días', 'Dưới 14 ngày', 0],
      ['many', 'bad', '14 days or more', '14 días o más', 'Từ 14 ngày', 0],
    ],
  ),
  indicator(
    'smoking',
    'tobacco',
    { en: 'Cigarette smoking', es: 'Tabaquismo', vi: 'Hút thuốc lá' },
    false,
    {
      en: 'Current: at least 100 cigarettes in life and smoking now, every day or some days.',
      vi: 'Đang hút: ít nhất 100 điếu trong đời và hiện vẫn hút hằng ngày hoặc thỉnh thoảng.',
    },
    'NHIS, BRFSS',
    [
      ['never', 'good', 'Never', 'Nunca', 'Chưa bao giờ', 0.61],
      ['former', 'neutral', 'Former', 'Antes', 'Đã bỏ', 0.22],
      ['current', 'bad', 'Current', 'Actual', 'Đang hút', 0.14],
    ],
    [
      ['never+former', 'good', 'Not now', 'Ahora no', 'Hiện không hút', 0],
      ['current', 'bad', 'Current', 'Actual', 'Đang hút', 0],
    ],
  ),
  indicator(
    'ecig',
    'tobacco',
    { en: 'E-cigarettes', es: 'Cigarrillos electrónicos', vi: 'Thuốc lá điện tử' },
    false,
    { en: 'Use of e-cigarettes on any day of the past month.', vi: 'Có dùng thuốc lá điện tử trong tháng qua.' },
    'BRFSS',
    yesNo('no', 0.09),
    null,
  ),
  indicator(
    'bmi',
    'weight',
    { en: 'Body mass index', es: 'Índice de masa corporal', vi: 'Chỉ số khối cơ thể' },
    false,
    {
      en: 'Weight divided by height squared, kg/m²: under 18.5, 18.5–24.9, 25–29.9, 30 or more.',
      vi: 'Cân nặng chia bình phương chiều cao, kg/m²: dưới 18,5; 18,5–24,9; 25–29,9; từ 30.',
    },
    'CDC, WHO',
    [
      ['under', 'neutral', 'Under 18.5', 'Menos de 18,5', 'Dưới 18,5', 0.04],
      ['healthy', 'good', '18.5 to 24.9', 'De 18,5 a 24,9', '18,5 đến 24,9', 0.34],
      ['over', 'neutral', '25 to 29.9', 'De 25 a 29,9', '25 đến 29,9', 0.33],
      ['obese', 'bad', '30 or more', '30 o más', 'Từ 30', 0.26],
    ],
    [
      ['under+healthy+over', 'good', 'Under 30', 'Menos de 30', 'Dưới 30', 0],
      ['obese', 'bad', '30 or more', '30 o más', 'Từ 30', 0],
    ],
  ),
  indicator(
    'blood_pressure',
    'biometrics',
    { en: 'Blood pressure', es: 'Presión arterial', vi: 'Huyết áp' },
    false,
    {
      en: 'Highest class of systolic and diastolic pressure; stage 1 from 130/80, stage 2 from 140/90 mmHg.',
      vi: 'Mức cao nhất của huyết áp tâm thu và tâm trương; độ 1 từ 130/80, độ 2 từ 140/90 mmHg.',
    },
    'ACC/AHA 2017',
    [
      ['normal', 'good', 'Normal', 'Normal', 'Bình thường', 0.42],
      ['elevated', 'neutral', 'Elevated', 'Elevada', 'Hơi cao', 0.17],
      ['stage1', 'bad', 'Stage 1', 'Grado 1', 'Tăng huyết áp độ 1', 0.25],
      ['stage2', 'bad', 'Stage 2', 'Grado 2', 'Tăng huyết áp độ 2', 0.13],
    ],
    [
      ['normal+elevated', 'good', 'Under 130/80', 'Menos de 130/80', 'Dưới 130/80', 0],
      ['stage1+stage2', 'bad', '130/80 or more', '130/80 o más', 'Từ 130/80', 0],
    ],
  ),
  indicator(
    'cholesterol',
    'biometrics',
    { en: 'Total cholesterol', es: 'Colesterol total', vi: 'Cholesterol toàn phần' },
    false,
    {
      en: 'Total cholesterol in mg/dL: under 200, 200–239, 240 or more.',
      vi: 'Cholesterol toàn phần theo mg/dL: dưới 200; 200–239; từ 240.',
    },
    'NCEP ATP III',
    [
      ['low', 'good', 'Under 200', 'Menos de 200', 'Dưới 200', 0.56],
      ['border', 'neutral', '200 to 239', 'De 200 a 239', '200 đến 239', 0.28],
      ['high', 'bad', '240 or more', '240 o más', 'Từ 240', 0.13],
    ],
    [
      ['low+border', 'good', 'Under 240', 'Menos de 240', 'Dưới 240', 0],
      ['high', 'bad', '240 or more', '240 o más', 'Từ 240', 0],
    ],
  ),
  indicator(
    'glucose',
    'biometrics',
    { en: 'Fasting glucose', es: 'Glucosa en ayunas', vi: 'Đường huyết lúc đói' },
    true,
    {
      en: 'Fasting glucose in mg/dL: under 100, 100–125, 126 or more.',
      vi: 'Đường huyết lúc đói theo mg/dL: dưới 100; 100–125; từ 126.',
    },
    'ADA',
    [
      ['normal', 'good', 'Under 100', 'Menos de 100', 'Dưới 100', 0.63],
      ['pre', 'bad', '100 to 125', 'De 100 a 125', '100 đến 125', 0.25],
      ['high', 'bad', '126 or more', '126 o más', 'Từ 126', 0.09],
    ],
    [
      ['normal', 'good', 'Under 100', 'Menos de 100', 'Dưới 100', 0],
      ['pre+high', 'bad', '100 or more', '100 o más', 'Từ 100', 0],
    ],
  ),
];

import type { Localised } from '#core';
import type { ReleasedDimension } from '#release';

function dimension(
  id: string,
  label: Localised,
  total: Localised,
  codes: readonly (readonly [id: string, label: Localised, parent?: string])[],
): ReleasedDimension {
  return {
    id,
    label,
    codes: [
      { id: 'all', label: total, parent: null },
      ...codes.map(([code, text, parent]) => ({ id: code, label: text, parent: parent ?? 'all' })),
    ],
  };
}

/** Departments in divisions, sites, ages, sexes, tenure: a company with Vietnamese names. */
export function largeDimensions(): readonly ReleasedDimension[] {
  const everybody = { en: 'Everybody', es: 'Todas las personas', vi: 'Tất cả' };
  const divisions: readonly (readonly [string, Localised, readonly Localised[]])[] = [
    [
      'production',
      { en: 'Production', vi: 'Khối Sản xuất' },
      [
        'Xẻ gỗ',
        'Sấy gỗ',
        'Ghép ván',
        'Sơn phủ',
        'Lắp ráp 1',
        'Lắp ráp 2',
        'Đóng gói',
        'Kiểm tra chất lượng',
        'Bảo trì máy',
      ].map((en) => ({ en })),
    ],
    [
      'logistics',
      { en: 'Logistics', vi: 'Khối Hậu cần' },
      ['Kho nguyên liệu', 'Kho thành phẩm', 'Vận chuyển', 'Xuất nhập khẩu'].map((en) => ({ en })),
    ],
    [
      'sales',
      { en: 'Sales and service', vi: 'Khối Kinh doanh' },
      ['Bán hàng trong nước', 'Bán hàng quốc tế', 'Chăm sóc khách hàng', 'Tiếp thị', 'Cửa hàng trưng bày'].map(
        (en) => ({ en }),
      ),
    ],
    [
      'office',
      { en: 'Head office', vi: 'Khối Văn phòng' },
      ['Kế toán', 'Nhân sự', 'Pháp chế', 'Mua hàng', 'Công nghệ thông tin', 'Hành chính', 'Ban giám đốc'].map((en) => ({
        en,
      })),
    ],
    [
      'design',
      { en: 'Design and engineering', vi: 'Khối Thiết kế & Kỹ thuật' },
      [
        'Thiết kế sản phẩm',
        'Kỹ thuật quy trình',
        'Mẫu và nguyên mẫu',
        'An toàn & Môi trường',
        'Nghiên cứu vật liệu',
        'Tự động hóa',
        'Thư viện mẫu',
      ].map((en) => ({ en })),
    ],
  ];
  const departments = divisions.flatMap(([id, label, names]) => [
    [id, label] as const,
    ...names.map((name, i) => [`${id}-${i + 1}`, name, id] as const),
  ]);
  return [
    dimension('department', { en: 'Department', es: 'Departamento', vi: 'Bộ phận' }, everybody, departments),
    dimension(
      'site',
      { en: 'Site', es: 'Centro', vi: 'Địa điểm' },
      everybody,
      ['Bình Dương', 'Đồng Nai', 'Quy Nhơn', 'Đà Nẵng', 'Hải Phòng', 'TP. Hồ Chí Minh'].map((en, i) => [
        `s${i + 1}`,
        { en },
      ]),
    ),
    dimension(
      'age',
      { en: 'Age', es: 'Edad', vi: 'Tuổi' },
      everybody,
      ['Under 25', '25–34', '35–44', '45–54', '55–64', '65 and over'].map((en, i) => [
        `a${i + 1}`,
        { en, vi: en.replace('Under', 'Dưới').replace(' and over', ' trở lên') },
      ]),
    ),
    dimension('sex', { en: 'Sex', es: 'Sexo', vi: 'Giới tính' }, everybody, [
      ['f', { en: 'Women', es: 'Mujeres', vi: 'Nữ' }],
      ['m', { en: 'Men', es: 'Hombres', vi: 'Nam' }],
    ]),
    dimension(
      'tenure',
      { en: 'Tenure', es: 'Antigüedad', vi: 'Thâm niên' },
      everybody,
      ['Under 1 year', '1–4 years', '5–9 years', '10 years or more'].map((en, i) => [`t${i + 1}`, { en }]),
    ),
  ];
}

import type { Texts } from './texts.ts';

const listAnd = new Intl.ListFormat('es', { type: 'conjunction' });
const listOr = new Intl.ListFormat('es', { type: 'disjunction' });

export const es: Texts = {
  programme: 'Bienestar en el trabajo',
  contents: 'En este informe',
  coverPromise: ({ minGroup }) =>
    `Este informe trata de grupos, nunca de una persona. No se muestra ningún resultado de menos de ${minGroup} personas, y cada número oculto está señalado.`,
  coverFacts: { employer: 'Preparado para', period: 'Período', source: 'Fuente', definition: 'Definición del informe' },
  periodRange: ({ from, to }) => `Del ${from} al ${to}`,
  page: ({ page, pages }) => `Página ${page} de ${pages}`,

  summary: {
    title: 'Resumen',
    tookPart: ({ label, count, base, share }) => `${label}: ${count} de ${base} personas, ${share}.`,
    step: ({ label, count, base }) => `${label}: ${count} de ${base} personas`,
    strengths: 'Puntos fuertes',
    strengthsNote: 'Donde las respuestas favorables más superan a las que merecen atención.',
    opportunities: 'Oportunidades',
    opportunitiesNote: 'Donde más pesan las respuestas que merecen atención.',
    next: 'Qué hacer ahora',
    nextAlways: [
      'Comparta estos resultados con todas las personas consultadas, junto con lo que se hará al respecto.',
      'Elija medidas que ayuden a todos: este informe no puede ni debe usarse para buscar a personas concretas.',
    ],
    noTopics: 'No puede mostrarse ningún resultado de salud de toda la empresa en este período.',
  },
  point: ({ categories, count, answered }) => `${categories}: ${count} de ${answered} personas.`,

  participation: {
    title: 'Quiénes participaron',
    lead: 'Cada barra es la proporción de todas las personas que podían participar.',
    steps: 'Pasos del programa',
    step: 'Paso',
    caveat:
      'Las personas que participaron no son todas. Los resultados que siguen describen a quienes respondieron.',
  },
  funnel: {
    title: 'Pasos del programa',
    ofStep: ({ step }) => `De quienes dieron el paso «${step}»`,
    sideBySide: 'Estos pasos van en paralelo: ninguno es parte de otro.',
    line: ({ people, share, of }) => `${people} personas, ${share} de: ${of}`,
    of: ({ share, of }) => `${share} de: ${of}`,
  },
  keySentence: ({ categories, share, count, answered }) =>
    `El ${share} de las personas con respuesta está en ${categories}: ${count} de ${answered}.`,
  bandSentence: ({ categories, share, base }) =>
    `Casi todas las personas dieron la misma respuesta, por lo que solo se indica un intervalo: ${categories}, ${share} (grupo de ${base} personas).`,
  hiddenSentence: 'Este resultado está oculto para proteger a las personas de grupos pequeños.',
  joinOr: (labels) => listOr.format(labels.map((label) => `«${label}»`)),

  table: {
    category: 'Respuesta',
    people: 'Personas',
    share: 'Proporción',
    group: 'Grupo',
    everybody: 'Todas las personas',
    answered: ({ answered, base }) =>
      `Respondieron ${answered} de ${base} personas. Las proporciones se refieren a quienes respondieron.`,
    counted: ({ base }) => `Las proporciones se refieren a ${base} personas.`,
    of: ({ count }) => `de ${count}`,
    hidden: 'oculto',
    hiddenNote: '* Oculto para proteger a las personas de grupos pequeños.',
    rangeNote:
      '«>» y «<» (más de, menos de): casi todo el grupo dio la misma respuesta, por lo que no se muestra el número exacto.',
    remainderNote:
      '«Otros, en conjunto»: los grupos ocultos de una tabla contados juntos, para que todas las tablas cuadren.',
    compareLead:
      'La proporción de cada grupo con la respuesta indicada sobre la columna y el número de personas que respondieron. Los grupos siguen el orden del registro de personal.',
    by: ({ dimensions }) => `Por ${listAnd.format(dimensions.map((d) => d.toLocaleLowerCase('es')))}`,
    others: 'Otros, en conjunto',
    othersIn: ({ parent }) => `Otros de ${parent}, en conjunto`,
    csvHint: ({ file }) => `Todas las respuestas con recuentos: ${file}`,
  },
  over: ({ share }) => `más del ${share}`,
  under: ({ share }) => `menos del ${share}`,
  between: ({ low, high }) => `${low} a ${high}`,
  chartAlt: ({ title, bars }) => `Gráfico de barras de proporciones. ${title}. ${bars}.`,
  chartBar: ({ label, share, count }) => `${label}: ${share}, ${count} personas`,
  legend: { good: 'favorable', bad: 'merece atención', neutral: 'ninguna de las dos', missing: 'sin respuesta' },

  tier: {
    participationTitle: 'Por qué este informe se limita a la participación',
    participation: ({ minCompleters }) =>
      `Los resultados de salud se muestran cuando al menos ${minCompleters} personas han completado una evaluación en el período. No se llegó a esa cifra, por lo que este informe describe solo la participación. Con tan pocas respuestas, incluso los promedios podrían decir algo de una persona.`,
    activeTitle: 'El programa está activo',
    active: ({ minParticipation }) =>
      `Menos de ${minParticipation} personas han completado una evaluación en este período. Para protegerlas, solo se informa de que el programa está en marcha.`,
    activeNext:
      'Los resultados aparecerán cuando participen más personas. Invite de nuevo a todos y explique con claridad cómo se protegen las respuestas.',
  },

  method: {
    title: 'Cómo se hizo este informe',
    lead: 'Qué se contó, cómo se protege a las personas y cómo leer los números.',
    who: {
      title: 'A quién se cuenta',
      body: [
        'Se cuentan personas, nunca filas, visitas ni dispositivos. Cada persona cuenta una vez en cada grupo.',
        'Las respuestas proceden de las propias personas. Quien no respondió una pregunta figura en «sin respuesta» y no entra en las proporciones.',
      ],
    },
    protection: {
      title: 'Cómo se protege a las personas',
      minGroup: ({ minGroup, sensitive }) =>
        `Un grupo necesita al menos ${minGroup} personas para mostrarse, y al menos ${sensitive} en los temas delicados.`,
      minCell: ({ minCell }) =>
        `Una respuesta debe haberla dado un mínimo de ${minCell} personas, y no haberla dado también un mínimo de ${minCell}; si no, las respuestas se unen o se ocultan.`,
      homogeneity: ({ over, under }) =>
        `Cuando casi todo un grupo dio la misma respuesta a una pregunta delicada, solo se dice «más del ${over}» o «menos del ${under}».`,
      minCompleters: ({ minCompleters, minParticipation }) =>
        `Los resultados de salud necesitan ${minCompleters} personas con una evaluación completa; la sección de participación, ${minParticipation}.`,
      insiders: ({ insiders }) =>
        `Los grupos son lo bastante grandes para que quien forma parte de ellos, aun descontando su propia respuesta, vea solo en conjunto las de muchas otras personas (personas que se supone que lo hacen: ${insiders}).`,
      zerosShown: 'Un recuento de cero puede mostrarse.',
      zerosProtected: 'Los recuentos de cero se protegen como los demás recuentos pequeños.',
      secondary:
        'También se oculta un número cuando permitiría deducir otro oculto. La señal es la misma sea cual sea el motivo, y un número oculto no está en este archivo ni en ninguna tabla que lo acompañe.',
      preset: ({ preset }) => `Política de protección: ${preset}.`,
    },
    reading: {
      title: 'Cómo leer los números',
      body: [
        'Las proporciones están redondeadas; se calculan con los recuentos publicados y con nada más. Las proporciones redondeadas pueden no sumar exactamente.',
        'Las diferencias pequeñas entre grupos suelen deberse al azar. Los grupos nunca se clasifican.',
        'Todos los números están también en las tablas que acompañan al informe, un archivo por cada forma de agrupar.',
      ],
    },
    selection: {
      title: 'Cómo se eligieron los puntos fuertes y las oportunidades',
      body: [
        'Cada tema de salud con un resultado publicado de toda la empresa tiene una proporción de respuestas favorables y otra de respuestas que merecen atención. Los puntos fuertes tienen la mayor diferencia a favor; las oportunidades, la mayor en contra. Solo se usan recuentos publicados de toda la empresa.',
      ],
    },
  },

  dictionary: {
    title: 'Definiciones y palabras',
    lead: 'Qué cuenta cada resultado, con sus límites y su procedencia.',
    source: ({ source }) => `Fuente: ${source}`,
    counts: {
      eligible: 'Cuenta a todas las personas que podían participar.',
      completers: 'Cuenta a las personas con una evaluación completa en el período.',
      'non-completers':
        'Cuenta a las personas que podían participar y no tienen una evaluación completa en el período.',
      followed: 'Cuenta a las personas con una evaluación completa en el período y otra aproximadamente un año antes.',
    },
    glossaryTitle: 'Palabras de este informe',
    glossary: [
      { term: 'Grupo', meaning: 'Personas que comparten un lugar en la empresa o un rasgo, como un tramo de edad.' },
      {
        term: 'Proporción',
        meaning: 'El número de personas con una respuesta dividido por el número de personas que respondieron.',
      },
      {
        term: 'Oculto (*)',
        meaning: 'Un número que no se muestra para proteger a las personas de grupos pequeños. No es cero ni falta.',
      },
      {
        term: 'Más de, menos de',
        meaning: 'Se dice en lugar de un número cuando casi todo un grupo dio la misma respuesta.',
      },
      {
        term: 'Otros, en conjunto',
        meaning: 'Los grupos ocultos de una tabla tomados juntos, suficientemente grandes para mostrarse.',
      },
      { term: 'Sin respuesta', meaning: 'La pregunta se dejó en blanco o la respuesta no era verosímil.' },
    ],
  },

  followedNote:
    'Estos resultados cuentan a las personas que completaron una evaluación en este período y otra aproximadamente un año antes; nadie más figura en ellos. Quien entonces estaba lejos del nivel habitual tiende a volver a él por puro azar (regresión a la media), así que dicen lo que ocurrió, no lo que logró el programa.',

  workbook: {
    about: 'Acerca de',
    sheets: 'Hojas de este archivo',
    marks: 'Marcas',
    topic: 'Tema',
    indicator: 'Resultado',
    inGroup: 'Personas del grupo',
    atLeast: 'Como mínimo',
    atMost: 'Como máximo',
    range: 'intervalo',
    hiddenMark: 'Oculto para proteger a las personas de grupos pequeños. No es cero ni un dato ausente.',
    rangeMark:
      'Casi todas las personas del grupo dieron la misma respuesta, así que se indican el número menor y el mayor posibles.',
    noShareMark: 'No hay proporción: las proporciones son de quienes respondieron.',
    addingUp:
      'Los totales, sus partes y las filas combinadas están en una misma hoja: filtre un solo nivel antes de sumar.',
  },

  topics: {
    participation: 'Participación',
    'general-health': 'Salud general',
    tobacco: 'Tabaco',
    weight: 'Peso',
    biometrics: 'Mediciones',
    activity: 'Actividad física',
    nutrition: 'Alimentación',
    sleep: 'Sueño',
    alcohol: 'Alcohol',
    'mental-health': 'Salud mental',
    stress: 'Estrés',
    'life-satisfaction': 'Satisfacción con la vida y el trabajo',
    productivity: 'Productividad',
    'preventive-care': 'Prevención',
    readiness: 'Disposición al cambio',
    wearables: 'Dispositivos personales',
    risk: 'Riesgos de salud',
    workplace: 'Lugar de trabajo',
    support: 'Apoyo en el trabajo',
  },
  actions: {
    participation: 'Ofrezca la evaluación en horario laboral y en todos los idiomas que se hablan en el trabajo.',
    'general-health':
      'Facilite ir al médico: tiempo pagado para las visitas y una guía clara de lo que cubre el plan de salud.',
    tobacco: 'Ofrezca ayuda gratuita para dejar de fumar, con medicación, y mantenga los espacios sin humo.',
    weight:
      'Haga fácil la opción saludable: comida en el centro, escaleras y rutas a pie, programas abiertos a todos y sin pesajes.',
    biometrics: 'Repita cada año la toma de presión y los análisis en el centro, con una vía de derivación para todos.',
    activity: 'Incorpore movimiento al día: reuniones caminando, desplazamientos activos, tiempo para una clase.',
    nutrition: 'Ponga fruta y verdura al alcance: en el comedor, en las reuniones, en las máquinas.',
    sleep: 'Revise turnos, mensajes tardíos y tiempos de descanso; ofrezca a todos un programa de sueño.',
    alcohol: 'Ofrezca apoyo confidencial y actos en los que el alcohol no sea el centro.',
    'mental-health':
      'Dé a conocer un apoyo psicológico confidencial y rápido, y forme a los mandos para escuchar y orientar.',
    stress: 'Revise con los equipos la carga, los plazos y la autonomía antes de ofrecer cursos contra el estrés.',
    'life-satisfaction': 'Pregunte a los equipos qué mejoraría el trabajo y actúe en algo que puedan ver.',
    productivity: 'Apoye a quienes trabajan sin encontrarse bien: horarios flexibles, ajustes, planes de regreso.',
    'preventive-care': 'Lleve revisiones y vacunas al lugar de trabajo, en tiempo pagado.',
    readiness: 'Empiece los programas donde mucha gente ya se dice dispuesta, y deje que cada cual elija su meta.',
    wearables: 'Mantenga voluntarios los programas con dispositivos y ofrezca una vía equivalente sin ellos.',
    risk: 'Ofrezca acompañamiento a todos, para que nadie tenga que ser señalado para recibirlo.',
    workplace: 'Revise el tema con los equipos y sus representantes y acuerde un cambio para el próximo trimestre.',
    support:
      'Diga con claridad qué ayuda existe, quién puede usarla y que usarla no tiene consecuencias en el trabajo.',
  },
  anyAction: ({ topic }) => `Trate «${topic}» con los equipos y acuerde un cambio que ayude a todos.`,
};

type Both = { en: string; es: string };

/** A call that the demo's phone can make ring. `from` is what the phone system gives; `what` says what to look for. */
export type DemoCaller = { from: string; label: Both; what: Both };

export const demoCallers: readonly DemoCaller[] = [
  {
    from: '+34600112233',
    label: { en: 'Carmen Ruiz Ortega', es: 'Carmen Ruiz Ortega' },
    what: {
      en: 'The same wrong toner twice. Three people, a promise broken yesterday, and she calls again.',
      es: 'Dos veces el mismo tóner equivocado. Tres personas, un compromiso incumplido ayer, y vuelve a llamar.',
    },
  },
  {
    from: '+441174960461',
    label: { en: 'Helen Whitcombe, in English', es: 'Helen Whitcombe, en inglés' },
    what: {
      en: 'The page promised a British plug. A swap at her door is pending.',
      es: 'La ficha prometía enchufe británico. Queda pendiente el cambio en su casa.',
    },
  },
  {
    from: '+52 1 55 1122 3344',
    label: { en: 'Mexico, written the old way', es: 'México, escrito a la antigua' },
    what: {
      en: 'José Guadalupe: a lost parcel and a claim against the carrier. The number has the 1 of before 2019.',
      es: 'José Guadalupe: paquete perdido y reclamación al transportista. El número lleva el 1 de antes de 2019.',
    },
  },
  {
    from: '+34957112233',
    label: { en: 'A number shared by three', es: 'Un número de tres personas' },
    what: {
      en: 'A family with one landline: choose who it is. One of them has an open case.',
      es: 'Una familia con un solo fijo: hay que elegir quién es. Una tiene un caso abierto.',
    },
  },
  {
    from: '+34655001122',
    label: { en: 'A guest, without an account', es: 'Una invitada, sin cuenta' },
    what: {
      en: 'Promised for yesterday and still moving.',
      es: 'Prometido para ayer y todavía en camino.',
    },
  },
  {
    from: '+34930110033',
    label: { en: 'An office with 60 orders', es: 'Un estudio con 60 pedidos' },
    what: {
      en: 'A company. Its last order came in part: three arms are moving, four desks are not packed.',
      es: 'Una empresa. El último pedido llegó a medias: tres brazos en camino, cuatro mesas sin preparar.',
    },
  },
  {
    from: '+34699008877',
    label: { en: 'A gardener with 248 orders', es: 'Un jardinero con 248 pedidos' },
    what: {
      en: 'Eleven years of history in one scroll.',
      es: 'Once años de historia en una sola lista.',
    },
  },
  {
    from: 'anonymous',
    label: { en: 'A withheld number', es: 'Un número oculto' },
    what: {
      en: 'Nobody is guessed: search by name or order.',
      es: 'No se adivina quién es: se busca por nombre o pedido.',
    },
  },
  {
    from: '+34611000000',
    label: { en: 'An unknown number', es: 'Un número desconocido' },
    what: {
      en: 'Not a customer yet: an empty card to search from.',
      es: 'Aún no es cliente: una ficha vacía desde la que buscar.',
    },
  },
];

/** Given names; `f` of women and `m` of men. Texts agree with them: `Clienta` or `Cliente`. */
export const given = {
  es: {
    f: 'María José|Ana Belén|Lucía|Begoña|Inmaculada|Nuria|Ángeles|Rocío|Sofía|Montserrat|Aránzazu|Verónica|Mónica|Raquel|Noelia|Guadalupe|Itziar|Sagrario|Concepción|Yolanda|Esther|Leire|Candela|Pilar|Araceli|Remedios|Ainhoa|Olalla|Josefina|Carlota|Miren|Elvira|Amparo|Dolores|Jimena'.split(
      '|',
    ),
    m: 'José Luis|Íñigo|Andrés|Francisco Javier|Ángel|Rubén|Óscar|Joaquín|Sebastián|Martín|Gonzalo|Iván|Xoán|Jordi|Germán|Ramón|Víctor|Álvaro|Julián|Tomás|Agustín|Efraín|Fermín|Nicolás|Raúl|Héctor|Bartolomé|Saúl|Unai|Lorenzo|Miguel Ángel|Juan Pablo|Eusebio|Adrián|César'.split(
      '|',
    ),
  },
  latin: {
    f: 'María Fernanda|Luz Marina|Guadalupe|Xiomara|Daniela|Ximena|Yesenia|Claudia Patricia|Valentina|Paola Andrea|Rosa Elena|Mariana|Camila|Graciela|Itzel|Milagros|Florencia|Dulce María|Ángela|Lorena|Norma|Antonella|Maricela|Nayeli|Olga Lucía|Sandra Milena|Rocío|Micaela|Agustina|Beatriz Elena'.split(
      '|',
    ),
    m: 'José Guadalupe|Juan Carlos|Luis Ángel|Jesús Alberto|Óscar Iván|Martín|Facundo|Ezequiel|Hernán|Rodrigo|Diego Armando|Édgar|Iván Darío|Jorge Eliécer|Wilmer|Leandro|Nahuel|Ramiro|Gustavo|César Augusto|Ulises|Cuauhtémoc|Ignacio|Matías|Santiago|Andrés Felipe|Fabián|Germán|Ernesto|Tomás'.split(
      '|',
    ),
  },
  en: {
    f: 'Margaret|Sarah|Emily|Zoë|Chloë|Fiona|Siân|Charlotte|Hannah|Aoife|Niamh|Caitlín|Róisín|Gráinne|Priya|Amara|Eleanor|Beth|Jasmine|Ruth|Olivia|Harriet|Nadia|Colleen|Imogen|Renée'.split(
      '|',
    ),
    m: 'Oliver|Harry|Callum|Rhys|Gareth|Seán|Conor|Pádraig|Declan|Eoin|Thomas|Wesley|Marcus|Hamish|Adewale|Imran|Nathaniel|Brendan|Patrick|Stuart|Dylan|Elliot|Malachy|Graham|Björn|Ross'.split(
      '|',
    ),
  },
} as const;

export const surnames = {
  es: 'Ruiz|Ortega|Muñoz|Peña|Ibáñez|Núñez|Agüero|Argüelles|Yáñez|Cañizares|Vázquez|Gómez|Martínez|Fernández|Álvarez|Sáez|Castaño|Quiñones|Zúñiga|Iglesias|Bermúdez|Etxeberria|Goikoetxea|Casademunt|Puig|Ferrándiz|Llorens|Caamaño|Piñeiro|Rodríguez|Belmonte|Cebrián|del Olmo|de la Fuente|Montesinos|Perdigón|Alcántara|Garrido|Úbeda|Villaseñor|Ocaña|Lozano|Marín|Salgueiro|Güell|Santamaría|Robles|Trujillo|Zabala|Herrero|Manzano|Nogueira|Prieto|Calderón|Aguilar|Escribano|Merino|Roldán|Valverde|Barragán|Noguera|Luengo|Cordero|Arrieta|Campillo|Pastor|Tejedor|Baños|Cuéllar|Millán'.split(
    '|',
  ),
  latin:
    'Hernández|Gutiérrez|Ramírez|Ospina|Cárdenas|Restrepo|Yáñez|Albornoz|Peralta|Ochoa|Treviño|Ordóñez|Nuño|Pacheco|Castañeda|Velázquez|Zambrano|Quintero|Mejía|Arango|Montoya|Giraldo|Ayala|Sepúlveda|Bustamante|Cisneros|Godoy|Acuña|Benítez|Paz|Ledesma|Ferreyra|Domínguez|Quiroga|Escobedo|Tzul|Xicoténcatl|Saldaña|Villarreal|Navarrete|Ibarra|Lizárraga|Camacho|Rincón|Bohórquez|Uribe|Palacios|Cano|Sarmiento|Figueroa|Maldonado|Barrera|Nieto|Argüello|Farías|Ríos|Solís|Cantú|Orozco|Manrique'.split(
      '|',
    ),
  en: 'O’Brien|O’Sullivan|O’Connor|Whitcombe|Llewellyn|Hargreaves|Ashworth|Fairbanks|Pemberton|MacAllister|McKenna|Okafor|Patel|Rahman|Sinclair|Thornbury|Kavanagh|Murphy|Byrne|Doyle|Fletcher|Baxter|Holloway|Ellison|Carmichael|Gallagher|Brennan|Winslow|Delacroix|Müller-Hayes|Smith-Jones|Peterson|Hutchinson|Beaumont|Crawford|Ingram|Langley|Nolan|Osborne|Prescott|Quigley|Radcliffe|Stanton|Underwood|Wainwright|Yates'.split(
    '|',
  ),
} as const;

/** What companies of a trade are called, before the surname or place that follows, and their legal form. */
export const companies = {
  ES: [
    [
      'Estudio de Arquitectura',
      'Reformas',
      'Ferretería',
      'Clínica Dental',
      'Gestoría',
      'Jardinería',
      'Hostal',
    ],
    ['S. L.', 'S. A.', 'C. B.', 'S. L. U.'],
  ],
  MX: [['Constructora', 'Papelería', 'Despacho Contable', 'Hotel'], ['S. A. de C. V.']],
  AR: [
    ['Estudio Contable', 'Vivero', 'Electricidad'],
    ['S. R. L.', 'S. A.'],
  ],
  CO: [
    ['Ferretería', 'Óptica', 'Inmobiliaria'],
    ['S. A. S.', 'Ltda.'],
  ],
  GB: [
    ['Garden Design', 'Electrical', 'Guest House', 'Property Care'],
    ['Ltd', 'LLP'],
  ],
  IE: [['Landscaping', 'Electrical', 'Guest House'], ['Ltd']],
  US: [
    ['Home Services', 'Landscaping', 'Dental Office'],
    ['LLC', 'Inc.'],
  ],
} as const satisfies { [country: string]: readonly [readonly string[], readonly string[]] };

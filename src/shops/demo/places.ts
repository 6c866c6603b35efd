import type { Country } from './markets.ts';

/** A town: name, region and what its postcodes begin with; the rest is filled to `shape`, where # is a digit. */
export type Town = readonly [city: string, region: string, postcode: string];

/** Towns by country, with their postcodes' real beginnings. */
export const towns: { [C in Country]: readonly Town[] } = {
  ES: [
    ['Madrid', 'Madrid', '280##'],
    ['Madrid', 'Madrid', '280##'],
    ['Alcalá de Henares', 'Madrid', '2880#'],
    ['Barcelona', 'Barcelona', '080##'],
    ['Barcelona', 'Barcelona', '080##'],
    ['Sabadell', 'Barcelona', '0820#'],
    ['València', 'València', '460##'],
    ['Sevilla', 'Sevilla', '410##'],
    ['Málaga', 'Málaga', '290##'],
    ['Zaragoza', 'Zaragoza', '500##'],
    ['Bilbao', 'Bizkaia', '480##'],
    ['A Coruña', 'A Coruña', '1500#'],
    ['Vigo', 'Pontevedra', '3620#'],
    ['Logroño', 'La Rioja', '2600#'],
    ['Cáceres', 'Cáceres', '1000#'],
    ['Córdoba', 'Córdoba', '1400#'],
    ['Oviedo', 'Asturias', '3300#'],
    ['Donostia / San Sebastián', 'Gipuzkoa', '2000#'],
    ['Palma', 'Illes Balears', '0700#'],
    ['Peñíscola', 'Castelló', '12598'],
    ['Ávila', 'Ávila', '0500#'],
    ['Jaén', 'Jaén', '2300#'],
  ],
  MX: [
    ['Ciudad de México', 'CDMX', '03###'],
    ['Ciudad de México', 'CDMX', '06###'],
    ['Guadalajara', 'Jalisco', '44###'],
    ['Monterrey', 'Nuevo León', '64###'],
    ['Puebla', 'Puebla', '72###'],
    ['Mérida', 'Yucatán', '97###'],
    ['León', 'Guanajuato', '37###'],
    ['Querétaro', 'Querétaro', '76###'],
  ],
  AR: [
    ['Buenos Aires', 'CABA', 'C14##'],
    ['Córdoba', 'Córdoba', 'X50##'],
    ['Rosario', 'Santa Fe', 'S20##'],
    ['La Plata', 'Buenos Aires', 'B19##'],
    ['Mendoza', 'Mendoza', 'M55##'],
  ],
  CO: [
    ['Bogotá', 'Cundinamarca', '110###'],
    ['Medellín', 'Antioquia', '0500##'],
    ['Cali', 'Valle del Cauca', '7600##'],
    ['Barranquilla', 'Atlántico', '0800##'],
    ['Popayán', 'Cauca', '1900##'],
  ],
  GB: [
    ['London', 'Greater London', 'SE1# #NB'],
    ['Bristol', 'Bristol', 'BS# #QT'],
    ['Leeds', 'West Yorkshire', 'LS# #DW'],
    ['Edinburgh', 'Midlothian', 'EH# #LR'],
    ['Cardiff', 'South Glamorgan', 'CF1# #HD'],
    ['Norwich', 'Norfolk', 'NR# #PA'],
  ],
  IE: [
    ['Dublin', 'Dublin', 'D0# X#F#'],
    ['Cork', 'Cork', 'T12 X#K#'],
    ['Galway', 'Galway', 'H91 E#P#'],
  ],
  US: [
    ['Miami', 'FL', '331##'],
    ['San Antonio', 'TX', '782##'],
    ['Brooklyn', 'NY', '112##'],
    ['Santa Fe', 'NM', '875##'],
  ],
};

/** Streets, without their number. */
export const streets: { [C in Country]: readonly string[] } = {
  ES: 'Calle Mayor|Calle del Olmo|Avenida de la Constitución|Calle Núñez de Balboa|Plaza de España|Carrer de Mallorca|Calle San Roque|Paseo de la Alameda|Rúa do Vilar|Calle Doctor Fleming|Camino de los Almendros|Calle Virgen del Rocío|Avenida de Portugal|Calle Góngora'.split(
    '|',
  ),
  MX: 'Av. Insurgentes Sur|Calle Durango|Calle 5 de Mayo|Av. Revolución|Calle Benito Juárez|Privada de los Cedros|Av. Universidad'.split(
    '|',
  ),
  AR: 'Av. Rivadavia|Gorriti|Bv. Oroño|Av. Colón|Calle 47|Thames|Av. San Martín'.split('|'),
  CO: 'Calle 45 #|Carrera 11 #|Calle 93 #|Carrera 43A #|Transversal 6 #'.split('|'),
  GB: 'Station Road|Church Lane|Victoria Street|Elm Grove|Mill Hill|Queen’s Road|Orchard Close'.split('|'),
  IE: 'Main Street|Patrick Street|Bóthar na Trá|Sundrive Road|Chapel Lane'.split('|'),
  US: 'Maple Avenue|Oak Street|Bedford Avenue|Coral Way|Canyon Road'.split('|'),
};

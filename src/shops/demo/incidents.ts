import { emptyRule, type Incident } from '#shared/incident/incident.ts';
import { nameOf, type RulesRecord, rulesId } from '#shared/rules/records.ts';
import type { Calendar } from './calendar.ts';

const zone = 'Europe/Madrid';

/**
 * The known incidents of Casa Lumbre as its supervisor published them: a strike that goes on, and a flooded depot that is over and whose
 * customers are called back.
 */
export function demoIncidents({ at }: Pick<Calendar, 'at'>, team: string): RulesRecord[] {
  const page = (published: number, content: Incident): RulesRecord => {
    const name = nameOf(content);
    return {
      type: 'rules',
      id: rulesId(team, name),
      team,
      name,
      version: 1,
      at: published,
      by: 'ines',
      content,
    };
  };
  return [
    page(at(zone, -7, 9 * 60 + 20), {
      about: 'incident',
      id: 'correo-sur-huelga',
      title: {
        en: 'Correo Sur Express: delivery strike in Andalusia, València and Castelló',
        es: 'Correo Sur Express: huelga de reparto en Andalucía, València y Castelló',
      },
      say: {
        en: 'Correo Sur Express drivers in Andalusia, València and Castelló are on strike. The parcel is safe in one of their depots and has not been lost. Half of the vans are out, so it takes two to four days longer. We look at it every morning; nobody has to ring the carrier.',
        es: 'Los repartidores de Correo Sur Express están en huelga en Andalucía, València y Castelló. El paquete está a salvo en una de sus naves, no se ha perdido. Sale la mitad de las furgonetas y tarda de dos a cuatro días más. Lo miramos cada mañana; no hace falta que llame al transportista.',
      },
      offer: {
        en: 'Wait and hear from us the evening before delivery, or have it sent again today with NorteLog at our cost. Whoever cannot wait gets the money back.',
        es: 'Esperar y que le avisemos la tarde antes de la entrega, o que salga hoy otro con NorteLog por nuestra cuenta. A quien no pueda esperar se le devuelve el dinero.',
      },
      severity: 'warning',
      since: at(zone, -8, 6 * 60),
      until: null,
      state: 'open',
      rule: {
        ...emptyRule,
        carriers: ['Correo Sur Express'],
        countries: ['ES'],
        regions: ['Málaga', 'Sevilla', 'Córdoba', 'Jaén', 'València', 'Castelló'],
      },
    }),
    page(at(zone, -3, 17 * 60 + 45), {
      about: 'incident',
      id: 'northampton-flood',
      title: {
        en: 'Harbour Parcel: depot at Northampton under water',
        es: 'Harbour Parcel: nave de Northampton inundada',
      },
      say: {
        en: 'Harbour Parcel’s depot at Northampton was flooded and stood still for six days. It is sorting again. Parcels that got wet go back to us and another one leaves at once.',
        es: 'La nave de Harbour Parcel en Northampton se inundó y estuvo seis días parada. Ya vuelve a clasificar. Lo que se mojó vuelve a nosotros y sale otro en el momento.',
      },
      offer: {
        en: 'Ring everybody who was waiting: has it come, and was it dry? If not, another one today.',
        es: 'Llamar a quien estaba esperando: ¿ha llegado, y seco? Si no, sale otro hoy.',
      },
      severity: 'serious',
      since: at(zone, -9, 5 * 60),
      until: at(zone, -3, 17 * 60),
      state: 'closed',
      rule: { ...emptyRule, carriers: ['Harbour Parcel'], countries: ['GB'] },
    }),
  ];
}

import { useState } from 'react';
import { formatsOf } from '#shared/order/format.ts';
import { deliveredAt } from '#shared/order/parcel.ts';
import type { OrderRecord, Shipment, TrackingEvent } from '#shared/order/records.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { CopyText } from '../copy-button.tsx';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** What left, with whom, and every scan. The carrier's page is never opened here: its address can be copied. */
export function Shipments({ order }: { order: OrderRecord }) {
  const { say } = useScreen();
  return (
    <>
      <h3>
        {say.t('order.shipments')} <span className={classes.count}>{say.number(order.shipments.length)}</span>
      </h3>
      {order.shipments.length === 0 && <p className={classes.nothing}>{say.t('order.noShipments')}</p>}
      <ul className={classes.plain}>
        {order.shipments.map((parcel, index) => (
          <li key={parcel.id} className={classes.parcel}>
            <Parcel zone={order.zone} parcel={parcel} n={index + 1} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Parcel({ parcel, zone, n }: { parcel: Shipment; zone: string; n: number }) {
  const { say } = useScreen();
  const [all, setAll] = useState(false);
  const newest = parcel.events.toSorted((a, b) => b.at - a.at);
  const shown = all ? newest : newest.slice(0, 2);
  const delivered = deliveredAt(parcel);
  const facts = [
    parcel.leftAt === null
      ? say.t('order.prepared')
      : say.t('order.left', { day: say.moment(parcel.leftAt) }),
    parcel.promisedAt !== null &&
      say.t('order.promised', { day: formatsOf(say.language, zone, say.now).day(parcel.promisedAt) }),
    delivered !== null && say.t('order.deliveredOn', { day: say.moment(delivered) }),
    parcel.signedBy && say.t('order.signedBy', { name: parcel.signedBy }),
  ].filter((fact) => typeof fact === 'string');
  return (
    <>
      <div className={classes.row}>
        <span className={classes.strong}>{say.t('order.shipment', { n })}</span>
        <span dir="auto">{parcel.carrier ?? say.t('order.carrierUnknown')}</span>
      </div>
      <div className={classes.value}>
        {parcel.tracking ? (
          <>
            <span className={classes.mono}>{parcel.tracking}</span>
            <CopyText
              text={parcel.tracking}
              label={say.t('card.copy', { what: `${say.t('order.tracking')} ${parcel.tracking}` })}
            />
          </>
        ) : (
          <span className={classes.soft}>{say.t('order.trackingNone')}</span>
        )}
        {parcel.trackingUrl && <CopyText link text={parcel.trackingUrl} label={say.t('order.link')} />}
      </div>
      <p className={classes.soft}>{facts.join(' · ')}</p>
      {newest.length === 0 ? (
        <p className={classes.soft}>{say.t('order.noEvents')}</p>
      ) : (
        <ul className={classes.plain} aria-label={say.t('order.events')}>
          {shown.map((scan) => (
            <Scan key={`${scan.at} ${scan.status} ${scan.place} ${scan.text}`} scan={scan} />
          ))}
        </ul>
      )}
      {newest.length > 2 && (
        <PlainButton className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say.t('card.less') : say.t('order.showEvents', { count: newest.length })}
        </PlainButton>
      )}
    </>
  );
}

function Scan({ scan }: { scan: TrackingEvent }) {
  const { say } = useScreen();
  return (
    <li className={classes.scan}>
      <time dateTime={new Date(scan.at).toISOString()}>{say.moment(scan.at)}</time>
      <span dir="auto">
        {[say.t(`tracking.${scan.status}`), scan.place, scan.text].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}

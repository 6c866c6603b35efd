import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef } from 'react';
import { type LineProgress, linesProgress } from '#shared/order/lines.ts';
import type { OrderLine, OrderRecord } from '#shared/order/records.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

/** From this many lines on only those in sight are in the page. */
const virtualFrom = 60;

/** The lines of an order, each with where its pieces are. */
export const OrderLines = memo(function OrderLines({ order }: { order: OrderRecord }) {
  const { say } = useScreen();
  const progress = useMemo(() => new Map(linesProgress(order).map((line) => [line.lineId, line])), [order]);
  const { lines, currency } = order;
  return (
    <>
      <h3>
        {say.t('order.lines')} <span className={classes.count}>{say.number(lines.length)}</span>
      </h3>
      {lines.length === 0 && <p className={classes.nothing}>{say.t('order.noLines')}</p>}
      {lines.length > virtualFrom ? (
        <LongLines order={order} progress={progress} />
      ) : (
        <ul className={classes.plain}>
          {lines.map((line) => (
            <li key={line.id}>
              <Line line={line} currency={currency} progress={progress.get(line.id)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
});

type LongProps = { order: OrderRecord; progress: ReadonlyMap<string, LineProgress> };

function LongLines({ order, progress }: LongProps) {
  const { say } = useScreen();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: order.lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    getItemKey: (index) => order.lines[index]?.id ?? index,
    overscan: 10,
  });
  return (
    <section
      ref={scroller}
      className={classes.lines}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
      tabIndex={0}
      aria-label={say.t('order.linesList', { number: order.number })}
    >
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const line = order.lines[item.index];
          return (
            line && (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className={classes.slot}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Line line={line} currency={order.currency} progress={progress.get(line.id)} />
              </div>
            )
          );
        })}
      </div>
    </section>
  );
}

type LineProps = { line: OrderLine; currency: string; progress: LineProgress | undefined };

function Line({ line, currency, progress }: LineProps) {
  const { say } = useScreen();
  return (
    <div className={classes.line}>
      <span>{line.kind === 'product' ? `${say.number(line.quantity)} ×` : ''}</span>
      <span dir="auto">
        {line.title}
        {line.sku && <span className={classes.soft}> {line.sku}</span>}
      </span>
      <span>{say.money({ minor: line.total, currency })}</span>
      {progress && progress.ordered > 0 && <Places progress={progress} />}
    </div>
  );
}

const places = ['delivered', 'moving', 'notPacked', 'trouble', 'refunded'] as const;
const placeClass: Partial<Record<(typeof places)[number], string | undefined>> = {
  delivered: classes.good,
  trouble: classes.bad,
};

function Places({ progress }: { progress: LineProgress }) {
  const { say } = useScreen();
  return (
    <span className={classes.progress}>
      {places
        .filter((place) => progress[place] > 0)
        .map((place) => (
          <span key={place} className={placeClass[place]}>
            {say.t(`order.progress.${place}`, { n: say.number(progress[place]) })}
          </span>
        ))}
      {!progress.known && <span>{say.t('order.progress.unsure')}</span>}
    </span>
  );
}

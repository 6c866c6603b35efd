import { Button } from '@mantine/core';
import { formatsOf } from '#shared/order/format.ts';
import type { InForce } from '#shared/rules/of.ts';
import { useView } from '../../live/view.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';
import classes from './manual.module.css';

type Props = {
  now: InForce<unknown>;
  /** The version that the draft was begun from; null: nothing is changed. */
  from: number | null;
  may: boolean;
  /** Nothing in it is wrong. */
  whole: boolean;
  saving: boolean;
  /** Publishes as the version after this one. */
  onPublish: (from: number) => void;
  onDiscard: () => void;
};

/** Which version holds, and what can be done with what was changed. Somebody else's newer version is told before it is covered. */
export function PublishBar({ now, from, may, whole, saving, onPublish, onDiscard }: Props) {
  const { t, language } = useWords('desk');
  const minute = useNow(60_000);
  const { value: people = [] } = useView({ view: 'people' });
  const name = people.find(({ id }) => id === now.by)?.name ?? now.by ?? '';
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const when = now.at === null ? '' : formatsOf(language, timeZone, minute).near(now.at);
  const isOvertaken = from !== null && from !== now.version;
  return (
    <div className={classes.foot}>
      <p className={classes.soft} role="status">
        {now.version === 0
          ? t('manual.versionOwn')
          : t('manual.version', { version: now.version, name, when })}
        {isOvertaken && <strong> {t('manual.overtaken', { from, version: now.version })}</strong>}
        {may && !whole && ` ${t('manual.notWhole')}`}
        {!may && ` ${t('manual.readOnly')}`}
      </p>
      {may && (
        <span className={classes.tools}>
          <Button size="xs" variant="default" disabled={from === null} onClick={onDiscard}>
            {t('manual.discard')}
          </Button>
          <Button
            size="xs"
            loading={saving}
            disabled={from === null || !whole}
            onClick={() => from !== null && onPublish(now.version)}
          >
            {t(isOvertaken ? 'manual.publishOver' : 'manual.publish')}
          </Button>
        </span>
      )}
    </div>
  );
}

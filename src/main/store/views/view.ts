import type { ViewAnswers, ViewRequest } from '#shared/views.ts';
import { type Db, inOneRead } from '../database.ts';
import type { Drafts } from '../drafts.ts';
import type { Moving } from '../files/moving.ts';
import type { Scans } from '../incidents/scans.ts';
import { type LoopState, syncView } from '../sync/status.ts';
import type { Veil } from '../veil.ts';
import { absencesView, coverView } from './absences.ts';
import { asideView } from './aside.ts';
import { attachmentsView, unsentFilesView } from './attachments.ts';
import { customerCards } from './cards.ts';
import { customerView } from './customer.ts';
import { whoseView } from './file.ts';
import { incidentViews } from './incidents.ts';
import { maskedAnswers } from './masked.ts';
import { orderView } from './order.ts';
import type { People } from './people.ts';
import {
  dueView,
  longOpenView,
  queueView,
  type StoreSize,
  supervisorView,
  unsentView,
  watchedViewOf,
} from './queue.ts';
import { refusedView } from './refused.ts';
import { answersView, remediesView, requestsView } from './remedies.ts';
import { revealsView } from './reveals.ts';
import { ringView } from './ring.ts';
import { rulesView } from './rules.ts';
import type { SamePeople } from './same.ts';
import { searchView } from './search.ts';
import { storyOf, storyView } from './story.ts';

type Parts = {
  db: Db;
  people: People;
  same: SamePeople;
  drafts: Drafts;
  self: string;
  now: () => number;
  size: () => StoreSize;
  scans: Scans;
  /** How the sync's loop stands. */
  loop: () => LoopState;
  /** Which contents of files are on their way. */
  moving: Moving;
  leaseUntil: () => number | null;
  /** What is masked before it leaves. */
  veil: Veil;
};

/** Every view, prepared once: a question then costs its rows and no parsing of SQL. */
export function views(parts: Parts) {
  const { db, people, same, drafts, self, now, size, scans, loop, moving, leaseUntil, veil } = parts;
  const masked = maskedAnswers(veil);
  const cards = customerCards(db, same);
  const story = storyView(db, people);
  const customer = customerView({ db, people, cards, story, same, now });
  const wholeStory = storyOf(story, same);
  const whose = whoseView(db, cards);
  const ring = ringView(db, cards, customer);
  const order = orderView(db, same);
  const attachments = attachmentsView(db, people, same, moving);
  const search = searchView(db, cards, veil);
  const queue = queueView(db, people, same, self, size);
  const due = dueView(db, people, same, self);
  const longOpen = longOpenView(db, { people, same, self, now });
  const watched = watchedViewOf(db, { people, same, self, now });
  const absences = absencesView(db);
  const cover = coverView({ db, people, same, self, now });
  const supervisor = supervisorView(db, people, same);
  const unsentFiles = unsentFilesView(db, moving);
  const unsent = unsentView(db);
  const refused = refusedView(db);
  const rules = rulesView(db);
  const remedies = remediesView({ db, people, same, self, now });
  const requests = requestsView(db, people);
  const answers = answersView(db, people, self);
  const reveals = revealsView(db, people, now);
  const incidents = incidentViews({ db, people, same, scans, now });
  const aside = asideView(db);
  const sync = syncView(db, loop, aside.count, leaseUntil);

  function answer(request: ViewRequest): ViewAnswers[ViewRequest['view']] {
    switch (request.view) {
      case 'ring':
        return ring(veil.uncovered(request.from));
      case 'customer':
        return customer(request.customerId);
      case 'story':
        return wholeStory(request.customerId, request.after, request.limit);
      case 'order':
        return order(request.customerId, request.orderId);
      case 'attachments':
        return attachments(request.customerId);
      case 'search':
        return search(request.text, request.limit);
      case 'whose':
        return whose(request.kind, request.value, request.country);
      case 'queue':
        return queue();
      case 'due':
        return due();
      case 'long-open':
        return longOpen();
      case 'watched':
        return watched();
      case 'absences':
        return absences();
      case 'cover':
        return cover();
      case 'supervisor':
        return supervisor();
      case 'people':
        return people.all();
      case 'skills':
        return people.skills();
      case 'remedies':
        return remedies(request.customerId);
      case 'requests':
        return requests();
      case 'answers':
        return answers();
      case 'rules':
        return rules();
      case 'incidents':
        return incidents.all();
      case 'touching':
        return incidents.touching(request.of);
      case 'touched':
        return incidents.touched(request.team, request.incidentId);
      case 'incident-preview':
        return incidents.preview(request.team, request.incident);
      case 'reveals':
        return reveals(request.days);
      case 'drafts':
        return drafts.all();
      case 'unsent-files':
        return unsentFiles();
      case 'unsent':
        return unsent();
      case 'refused':
        return refused();
      case 'aside':
        return aside.all();
      case 'sync':
        return sync();
      // Without a sync there is no centre (process.ts asks it where there is one).
      case 'at-centre':
        return { state: 'all-here' };
      case 'bring':
        return 'unknown';
    }
  }

  const read = inOneRead(db);
  return (request: ViewRequest): ViewAnswers[ViewRequest['view']] =>
    read(() => masked(request, answer(request)));
}

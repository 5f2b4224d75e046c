// Makes pages kinder where scripts run; every page works without it.
//
// Drafts go to the server and nowhere else: nothing a person typed is ever
// written to this computer, because a shared computer would keep it.

const TYPING_STOPPED = 2_000;
const PING_EVERY = 30_000;
const SAVE_BEFORE_END = 15_000;
const RETRY_AFTER = 5_000;
const LOOK_EVERY = 2_000;
const OVERDUE_EVERY = 60_000;

const page = document.body.dataset;
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('nwd-session') : undefined;
const tell = (kind, more = {}) => channel?.postMessage({ kind, ...more });
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const opened = Date.now();

// ---- One bar for what must not be missed -------------------------------

const bar = document.createElement('div');
bar.className = 'nwd-bar';
bar.setAttribute('role', 'alert');
bar.hidden = true;
document.body.append(bar);

function showBar(words, link) {
  if (bar.dataset.words === words && !bar.hidden) return;
  bar.dataset.words = words;
  bar.replaceChildren(words, ...(link ? [link] : []));
  bar.hidden = false;
}

/** A link that signs in beside this page, so that the text here stays. */
function signInLink(words) {
  const link = document.createElement('a');
  const asked = new URLSearchParams(location.search).get('back');
  const here = encodeURIComponent(location.pathname === '/locked' ? (asked ?? '/') : location.pathname + location.search);
  link.className = 'govuk-link';
  link.href = `${page.signInUrl ?? '/'}?back=${here}`;
  link.target = '_blank';
  link.rel = 'opener';
  link.textContent = `${words} (opens in a new tab)`;
  return link;
}

// ---- Drafts ------------------------------------------------------------

const drafts = [...document.querySelectorAll('form[data-draft]')].map((form) => ({
  form,
  changes: form.dataset.notKept === undefined ? 0 : 1,
  saved: 0,
  told: undefined, // the changes in whose place other words are kept, as the person knows
  timer: undefined,
  sending: undefined,
}));
const unsaved = (draft) => draft.changes !== draft.saved;
const settled = (draft) => !unsaved(draft) || draft.told === draft.changes;

function draftBody(form) {
  const body = new URLSearchParams();
  const secret = new Set([...form.querySelectorAll('input[type=password]')].map((input) => input.name));
  form.querySelectorAll('input[data-password]').forEach((input) => secret.add(input.name));
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !secret.has(name)) body.append(name, value);
  }
  return body;
}

/** A moment where the service is, such as "4:20pm". */
function onTheClock(at) {
  const clock = { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: 'Europe/London' };
  return at.toLocaleTimeString('en-GB', clock).replace(/\s/g, '').toLowerCase();
}

function saySaved(draft, response) {
  say(draft, `Saved at ${onTheClock(new Date(response.headers.get('date') ?? Date.now()))}`);
  endOthers(draft);
}

function say(draft, words) {
  const place = draft.form.querySelector('[data-saved]');
  if (place.textContent !== words) place.textContent = words;
}

/** Another window saved other words: which of them stay is for the person to say. */
function sayOthers(draft, changes, others) {
  draft.told = changes;
  say(draft, others.querySelector('[data-other-words]').textContent);
  const keep = others.querySelector('[data-keep-these]');
  const shown = draft.form.querySelector('[data-keep-these]');
  if (shown) {
    shown.dataset.keepThese = keep.dataset.keepThese;
    return;
  }
  keep.addEventListener('click', () => {
    const own = draft.form.querySelector('input[name=window]');
    own.value = `${own.value.split('.')[0]}.${keep.dataset.keepThese}`;
    draft.told = undefined;
    save(draft);
  });
  const ways = document.createElement('div');
  ways.className = 'govuk-button-group';
  ways.dataset.ways = '';
  ways.append(keep, others.querySelector('a'));
  const keeping = draft.form.querySelector('.nwd-keeping');
  keeping.append(ways);
  // It stays in sight while one types, and never over the button that sends.
  const send = draft.form.querySelector('button[type=submit]');
  (send.closest('.govuk-button-group') ?? send).before(keeping);
}

function endOthers(draft) {
  const ways = draft.form.querySelector('[data-ways]');
  if (!ways) return;
  const hadFocus = ways.contains(document.activeElement);
  draft.form.append(draft.form.querySelector('.nwd-keeping'));
  if (hadFocus) {
    const place = draft.form.querySelector('[data-saved]');
    place.tabIndex = -1;
    place.focus();
  }
  ways.remove();
}

function notSaved(draft, status) {
  say(draft, '');
  endOthers(draft);
  if (status === 401 || status === 423) {
    showBar('You are signed out, so this is not saved. Your words are still on this page.', signInLink('Sign in to save them'));
  } else if (status === 409) {
    showBar('Somebody else changed this while you were writing. Nothing is lost: press the button of the form to see both versions.');
  } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    showBar('Not saved. Your words are still on this page: press the button of the form to see what is wrong.');
  } else {
    showBar(status === 0
      ? 'Not saved - no connection. We keep trying. Please leave this page open.'
      : 'Not saved - the service did not answer. We keep trying. Please leave this page open.');
    saveSoon(draft, RETRY_AFTER);
  }
}

function saveSoon(draft, wait = TYPING_STOPPED) {
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => save(draft), wait);
}

/** Posts a draft if it changed. True when the server holds all that was typed. */
function save(draft, leaving = false) {
  clearTimeout(draft.timer);
  if (!unsaved(draft)) return Promise.resolve(true);
  if (settled(draft) && !isCovered()) return Promise.resolve(false);
  if (!leaving && draft.sending?.changes === draft.changes) return draft.sending.done;
  draft.sending?.request.abort();
  const request = new AbortController();
  const { changes } = draft;
  draft.sending = { changes, request, done: send(draft, changes, request, leaving) };
  return draft.sending.done;
}

async function send(draft, changes, request, leaving) {
  const sent = Date.now();
  const { draftUrl } = draft.form.dataset;
  let response;
  let others;
  try {
    response = await fetch(draftUrl, {
      method: 'POST', body: draftBody(draft.form), redirect: 'manual', keepalive: leaving, signal: request.signal,
    });
    if (response.status === 409) {
      const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (answer.querySelector('[data-other-words]')) others = answer;
    }
  } catch {
    if (request.signal.aborted) return false;
    draft.sending = undefined;
    offline = true;
    notSaved(draft, 0);
    return false;
  }
  if (draft.sending?.request === request) draft.sending = undefined;
  if (others) {
    seen(sent);
    sayOthers(draft, changes, others);
    allSettled(sent);
    return false;
  }
  if (!response.ok) {
    notSaved(draft, response.type === 'opaqueredirect' ? 401 : response.status);
    return false;
  }
  draft.saved = changes;
  seen(sent);
  saySaved(draft, response);
  tell('saved', { url: draftUrl });
  allSettled(sent);
  return !unsaved(draft);
}

/** Where the server took everything, or said what stands in the way, when asked at `sent`. */
function allSettled(sent) {
  if (!drafts.every(settled)) return;
  bar.hidden = true;
  if (!isCovered()) return;
  if (sent > closedAt) uncover();
  else if (closedAt !== Infinity && !drafts.some(unsaved)) toTheDoor();
}

/** Saves every draft, waiting at most 4 seconds. */
async function saveAll() {
  const saves = Promise.all(drafts.map((draft) => save(draft)));
  await Promise.race([saves, pause(4_000)]);
  return !drafts.some(unsaved);
}

for (const draft of drafts) {
  draft.form.addEventListener('input', () => {
    draft.changes += 1;
    saveSoon(draft);
  });
  draft.form.addEventListener('focusout', () => save(draft));
  if (unsaved(draft)) saveSoon(draft, 0);
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && drafts.length > 0) {
    event.preventDefault();
    drafts.forEach((draft) => save(draft));
  }
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') drafts.forEach((draft) => save(draft, true));
});
window.addEventListener('online', () => drafts.forEach((draft) => save(draft)));
window.addEventListener('beforeunload', (event) => {
  if (drafts.some(unsaved)) event.preventDefault();
});

// ---- Sending a form once -----------------------------------------------

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'dialog') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  const throwsAway = form.matches('[data-throws-away]');
  if ((throwsAway || form.matches('[data-draft]')) && navigator.onLine === false) {
    event.preventDefault();
    showBar('Not sent - no connection. Your words are still on this page.');
    return;
  }
  form.dataset.sent = 'yes';
  if (form.dataset.patience) setTimeout(() => showBar(form.dataset.patience), 2_000);
  // A download leaves the page where it is, so the form must work again.
  setTimeout(() => { delete form.dataset.sent; }, 8_000);
  // What is thrown away is not saved once more on the way out.
  const settled = throwsAway ? drafts : drafts.filter((one) => one.form === form);
  for (const draft of settled) {
    clearTimeout(draft.timer);
    draft.sending?.request.abort();
    draft.saved = draft.changes;
  }
});
window.addEventListener('pageshow', (event) => {
  document.querySelectorAll('form[data-sent]').forEach((form) => { delete form.dataset.sent; });
  if (!event.persisted) return;
  if (!isCovered()) ping();
  else if (!drafts.some(unsaved)) toTheDoor();
});

// ---- The clock of the session ------------------------------------------

const warnAfter = Number(page.warnAt) * 1_000;
const lockAfter = Number(page.lockAt) * 1_000;
const hasClock = lockAfter > 0;
const endsAfter = Number(page.endsIn) * 1_000; // whatever anybody does
const endsNotice = document.getElementById('session-ends');
const dialog = document.getElementById('timeout-warning');
let lastSeen = opened; // when the server last heard from this person
let lastInput = 0;
let nextPing = 0;
let offline = false;
let locking = false;
let titled; // what a covered page is called
let closedAt = 0; // from when on an answer proves that somebody signed in: not before the server took the lock

function seen(at) {
  lastSeen = Math.max(lastSeen, at);
  offline = false;
  tell('active', { at });
}

async function ping() {
  if (!hasClock) return;
  const sent = Date.now();
  nextPing = sent + PING_EVERY / 3;
  try {
    const response = await fetch(page.pingUrl, { method: 'POST', redirect: 'manual' });
    if (response.ok) seen(sent);
    else if (response.status === 401 || response.status === 423 || response.type === 'opaqueredirect') ended();
  } catch {
    offline = true;
  }
}

/** The server no longer knows this session. Text that is not saved stays. */
function ended() {
  if (!drafts.some(unsaved)) {
    toTheDoor();
    return;
  }
  closedAt = Date.now();
  coverWords('This screen is locked');
}

const toTheDoor = () => location.assign(signInLink('').href);

const said = (left) => {
  const seconds = Math.max(0, Math.ceil(left / 1_000));
  if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
};

function warn(left) {
  const seconds = Math.ceil(left / 1_000);
  dialog.querySelector('[data-countdown]').textContent = said(left);
  if (!dialog.open) dialog.showModal();
  if (seconds <= 20 || seconds % 15 === 0) {
    const live = dialog.querySelector('[data-countdown-said]');
    const words = `This screen will lock in ${said(left)}.`;
    if (live.textContent !== words) live.textContent = words;
  }
}

function tick() {
  if (locking) return;
  const now = Date.now();
  const left = endsAfter - (now - opened);
  if (endsNotice && left <= Number(endsNotice.dataset.before) * 1_000) endsNotice.hidden = false;
  // While the server still takes what is to be saved.
  if (left <= SAVE_BEFORE_END) { lockScreen(); return; }
  // Without a connection nobody is locked out while they are typing.
  const idle = now - (offline ? Math.max(lastSeen, lastInput) : lastSeen);
  if (idle >= lockAfter) lockScreen();
  else if (idle >= warnAfter) warn(lockAfter - idle);
  else if (dialog?.open) dialog.close();
  if (!dialog?.open && lastInput > lastSeen && now - lastSeen >= PING_EVERY && now >= nextPing) ping();
}

async function lockScreen(form = document.querySelector('form[data-lock]')) {
  if (locking) return;
  const [going, gone] = form.matches('[data-sign-out]')
    ? ['Signing you out', 'You are signed out']
    : ['Locking this screen', 'This screen is locked'];
  closedAt = Infinity;
  cover(going);
  tell('lock');
  // A second in which the other tabs save what they hold.
  await Promise.all([saveAll(), channel ? pause(1_000) : undefined]);
  const back = form.elements.namedItem('back');
  if (back) back.value = location.pathname + location.search;
  while (!(await isClosed(form))) {
    cover(going).append(paragraph('The page is hidden, and what you typed is kept behind it. The service has not answered '
      + 'yet, perhaps because there is no connection. We keep trying. Please leave this page open.'));
    await pause(RETRY_AFTER);
  }
  closedAt = Date.now();
  if (drafts.some(unsaved)) coverWords(gone);
  else form.submit(); // Done already: it leads where it leads.
}

/** Sends the form that locks or signs out; whether the server has done it. */
async function isClosed(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const { type, status } = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    return type === 'opaqueredirect' || status === 401 || status === 423;
  } catch {
    return false;
  }
}

const isCovered = () => document.querySelector('.nwd-cover') !== null;

/** Hides the page, and keeps its text; answers where to say more. */
function cover(title) {
  locking = true;
  dialog?.close();
  const shown = document.querySelector('.nwd-cover');
  titled ??= document.title;
  document.title = title;
  const shade = shown ?? document.createElement('div');
  shade.className = 'nwd-cover';
  const words = document.createElement('div');
  const heading = document.createElement('h1');
  heading.className = 'govuk-heading-l';
  heading.textContent = title;
  words.append(heading);
  shade.replaceChildren(words);
  if (shown) return words;
  [...document.body.children].forEach((child) => { child.inert = true; });
  document.body.append(shade);
  return words;
}

function paragraph(words) {
  const made = document.createElement('p');
  made.textContent = words;
  return made;
}

/** Hides the page when its text could not be saved. */
function coverWords(title) {
  const more = paragraph('What you typed last is not saved yet. It is kept behind this screen until you sign in again.');
  const link = signInLink('Sign in to save it');
  cover(title).append(more, link);
  link.focus();
}

/** Only after the server answered to the text, and so knows it is the same person. */
function uncover() {
  const shade = document.querySelector('.nwd-cover');
  if (!shade) return;
  shade.remove();
  document.title = titled;
  titled = undefined;
  [...document.body.children].forEach((child) => { child.inert = false; });
  locking = false;
}

/** Another window saved its words in this form. */
function savedElsewhere(draft) {
  if (draft.changes > 0) {
    // What was saved here may stand no more: the server says so.
    draft.saved = -1;
    save(draft);
  } else if (window.opener && Date.now() - opened < 15_000) {
    // Signed in again in this tab, and the text came from the old one.
    location.reload();
  }
}

channel?.addEventListener('message', async ({ data }) => {
  if (data.kind === 'active' && hasClock) {
    if (data.at > lastSeen) lastSeen = data.at;
    if (dialog?.open && Date.now() - lastSeen < warnAfter) dialog.close();
    if (!bar.hidden || isCovered()) drafts.forEach((draft) => save(draft));
  } else if (data.kind === 'lock' && hasClock && !locking) {
    lockScreen();
  } else if (data.kind === 'saved') {
    const mine = drafts.find((draft) => draft.form.dataset.draftUrl === data.url);
    if (mine) savedElsewhere(mine);
  }
});

if (hasClock && dialog) {
  for (const kind of ['input', 'keydown', 'pointerdown', 'scroll']) {
    document.addEventListener(kind, () => { lastInput = Date.now(); }, { passive: true, capture: true });
  }
  dialog.querySelector('[data-stay]').addEventListener('click', async () => { await ping(); dialog.close(); });
  dialog.querySelector('[data-lock-now]').addEventListener('click', () => lockScreen());
  dialog.addEventListener('cancel', () => ping());
  document.querySelectorAll('form[data-lock], form[data-sign-out]').forEach((form) => {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      lockScreen(form);
    });
  });
  setInterval(tick, 1_000);
  tell('active', { at: opened });
}

// ---- What goes on by itself --------------------------------------------

/** Draws the part of the page that changes anew, and goes on to where it leads. */
async function lookAgain(part) {
  await pause(LOOK_EVERY);
  if (locking || !part.isConnected) return;
  let response;
  try {
    response = await fetch(location.href, { headers: { 'nwd-by-itself': 'yes' } });
  } catch {
    lookAgain(part);
    return;
  }
  // Signed out, or no more to be seen: the person finds out when they do something.
  if (!response.ok && response.status < 500) return;
  if (response.redirected) {
    location.assign(response.url);
    return;
  }
  const next = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-looks-again]');
  if (!next && response.ok) {
    location.reload();
    return;
  }
  if (next) part.replaceChildren(...next.childNodes);
  lookAgain(part);
}
document.querySelectorAll('[data-looks-again]').forEach((part) => lookAgain(part));

// ---- Who is overdue ----------------------------------------------------

let lookedAt = new Date();

/** Once a minute; it keeps no session alive. */
async function lookWhoIsOverdue(part) {
  if (locking) return;
  let next;
  try {
    const response = await fetch(part.dataset.overdue, { headers: { 'nwd-by-itself': 'yes' }, redirect: 'error' });
    // Signed out or locked: the page says so in its own way.
    if (!response.ok && response.status < 500) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    next = response.ok ? page.querySelector('[data-overdue]') : null;
  } catch {
    next = null;
  }
  if (!next) {
    couldNotLook(part);
    return;
  }
  lookedAt = new Date();
  part.querySelector('[data-could-not-look]')?.remove();
  // What has not changed is not said again.
  if (next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
}

/** Once; an alarm that stands there stays. */
function couldNotLook(part) {
  if (part.querySelector('[data-could-not-look]')) return;
  part.insertAdjacentHTML(
    'beforeend',
    `<div class="nwd-out nwd-out--overdue" data-could-not-look><p class="govuk-width-container">
Could not look since ${onTheClock(lookedAt)} whether somebody is overdue.</p></div>`,
  );
}
document.querySelectorAll('[data-overdue]').forEach((part) => {
  setInterval(() => lookWhoIsOverdue(part), OVERDUE_EVERY);
});

// ---- Passwords, growing boxes, filters, paper --------------------------

// "Show password" changes the type, and the text must stay out of drafts.
document.querySelectorAll('input[type=password]').forEach((input) => { input.dataset.password = 'yes'; });

if (!CSS.supports('field-sizing', 'content')) {
  const grow = (area) => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 4}px`;
  };
  document.querySelectorAll('textarea.nwd-grows').forEach((area) => {
    area.addEventListener('input', () => grow(area));
    grow(area);
  });
}

document.querySelectorAll('form[data-filter]').forEach((form) => {
  // Empty questions only make an address long.
  form.addEventListener('formdata', ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const values = formData.getAll(name).filter((value) => value !== '');
      formData.delete(name);
      values.forEach((value) => formData.append(name, value));
    }
  });
});
// Closed on a phone, where they would push away what they stand above.
document.querySelectorAll('details[data-wide-opens]').forEach((panel) => {
  if (window.matchMedia('(min-width: 56em)').matches) panel.open = true;
  delete panel.dataset.wideOpens;
});

document.querySelectorAll('[data-print]').forEach((button) => {
  button.addEventListener('click', () => window.print());
});
window.addEventListener('beforeprint', () => {
  document.querySelectorAll('details:not([open])').forEach((details) => {
    details.open = true;
    details.dataset.opened = 'for paper';
  });
});
window.addEventListener('afterprint', () => {
  document.querySelectorAll('details[data-opened]').forEach((details) => {
    details.open = false;
    delete details.dataset.opened;
  });
});

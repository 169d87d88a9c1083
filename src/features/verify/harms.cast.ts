// What breaks a promise, as nobody who works here could do it, each with how it is undone: for the tests of verify.

/** Entries cannot be changed; a test that adds a bad one takes it away as nobody else could. */
const forget = (where: string) => `
  alter table ledger.entries disable trigger user; delete from ledger.entries where ${where}; alter table ledger.entries enable trigger user;
  delete from ledger.unsealed u where not exists (select from ledger.entries e where e.id = u.id)`
const entry = (columns: string, values: string) => `
  insert into ledger.entries (id, actor, salt, ${columns}) values (gen_random_uuid(), 'nobody', 'x', ${values})`
/** A signed test changed as nobody can: with the trigger that refuses it away. */
const moved = (purpose: string, change: string) => `
  alter table register.balancing_tests disable trigger user;
  update register.balancing_tests set ${change} where purpose = '${purpose}';
  alter table register.balancing_tests enable trigger user`
/** Something said that nobody could have written: past the triggers that refuse, seal and derive. */
const said = (actor: string, columns: string, values: string, person = anyone) => `
  alter table data.grounds disable trigger user;
  insert into data.grounds (person_id, actor, purposes, ${columns}) values (${person}, '${actor}', 0, ${values});
  alter table data.grounds enable trigger user`
const unsaid = (actor: string) => `
  alter table data.grounds disable trigger user; delete from data.grounds where actor = '${actor}'; alter table data.grounds enable trigger user`
const sent = (message: string, person: string, ground: string) => `
  insert into data.sendings (person_id, message, channel, content, topic, allowed, ground, state, decided_at, sent_at)
  values (${person}, '${message}', 'email', 'marketing', 'products', true, ${ground}, 'sent', now() + interval '1 hour', now() + interval '1 hour')`
/** A function that answers the same whatever it is asked, in the place of one that thinks. */
const dumb = (name: string, types: string, returns: string, answer: string) => `
  alter function ${name}(${types}) rename to set_aside;
  create function ${name}(${types}) returns ${returns} language sql stable as $$ select ${answer} $$`
const wise = (name: string, types: string) => `
  drop function ${name}(${types}); alter function ${name.split('.')[0]}.set_aside(${types}) rename to ${name.split('.')[1]}`
const GATE = ['data.decide_sending', 'uuid, jsonb, bytea'] as const
const DECISION = ['data.decide_objection', 'uuid, jsonb, boolean'] as const
const refuser = `(select person_id from data.canaries order by person_id limit 1)`
const anyone = '(select id from data.people order by id limit 1)'

type Harm = { name: string; falls: Record<string, RegExp>; invariants?: number[]; harm: string; undo: string }

/** Each round is done at once, looked at once, and undone: what falls must name its own cause. */
export const rounds: Harm[][] = [
  [
    {
      name: 'a published text is changed',
      falls: { P01: /not version 1|no longer match/ },
      harm: `alter table register.notices disable trigger user;
        update register.notices set content = jsonb_set(content, '{text}', to_jsonb((content ->> 'text') || '!')) where language = 'sv';
        alter table register.notices enable trigger user`,
      undo: `alter table register.notices disable trigger user;
        update register.notices set content = jsonb_set(content, '{text}', to_jsonb(rtrim(content ->> 'text', '!'))) where language = 'sv';
        alter table register.notices enable trigger user`,
    },
    {
      name: 'a service ends before it begins',
      falls: { P40: /1 record of services end before they begin/ },
      harm: `alter table data.services drop constraint services_dates; alter table data.services disable trigger user;
        update data.services set end_on = start_on - 1 where id = (select id from data.services where end_on is null order by id limit 1);
        alter table data.services enable trigger user`,
      undo: `alter table data.services disable trigger user;
        update data.services set end_on = null where end_on < start_on;
        alter table data.services enable trigger user;
        alter table data.services add constraint services_dates check (end_on >= start_on)`,
    },
    {
      name: 'what was received has lost its day',
      falls: { P41: /1 record of what was received have no day/ },
      harm: `alter table data.deliveries disable trigger user;
        update data.deliveries set note = 'oli ' || received_on, received_on = null
          where id = (select id from data.deliveries where state = 'received' order by id limit 1);
        alter table data.deliveries enable trigger user`,
      undo: `alter table data.deliveries disable trigger user;
        update data.deliveries set received_on = substr(note, 5)::date, note = null where note like 'oli %';
        alter table data.deliveries enable trigger user`,
    },
    {
      name: 'somebody did something for no purpose',
      falls: { P05: /people\.peek 1/ },
      harm: entry('action', `'people.peek'`),
      undo: forget(`action = 'people.peek'`),
    },
    {
      name: 'a review of a balancing test is late',
      falls: { P50: /The review of sales was due on .*, it falls asleep in 89 days/ },
      harm: moved('sales', `review_on = (now() at time zone 'Europe/Helsinki')::date - 1`),
      undo: moved('sales', `review_on = (now() at time zone 'Europe/Helsinki')::date + 365`),
    },
    {
      name: 'a conclusion without reasons',
      falls: { P51: /1 signed test without a reasoned conclusion/ },
      harm: moved('claims', `body = body || '{"conclusion": "ok"}'`),
      undo: moved('claims', `body = body || '{"conclusion": "Punnittu ja perusteltu."}'`),
    },
    {
      name: 'a message that left without a ground',
      falls: { P20: /1 sending on record without a ground/ },
      harm: sent('harm-bare', anyone, 'null'),
      undo: `delete from data.sendings where message = 'harm-bare'`,
    },
    {
      name: 'a message that left after a no',
      falls: { P23: /Sent after the person had refused: 1/ },
      harm: sent('harm-late', refuser, `'consent'`),
      undo: `delete from data.sendings where message = 'harm-late'`,
    },
    {
      name: 'a consent that nothing shows',
      falls: { P48: /1 consent in force without complete proof/ },
      harm: said(
        'harm-consent',
        'slot, kind, effect, proof',
        `'consent:marketing:events:email', 'consent', 'allow', '{"how": "oral", "script": "1"}'`,
      ),
      undo: unsaid('harm-consent'),
    },
    {
      name: 'a restriction that ended untold',
      falls: { P68: /1 restriction ended before the person was told/ },
      harm: said('harm-restriction', 'slot, kind, effect', `'restriction', 'restriction_ended', 'end'`),
      undo: unsaid('harm-restriction'),
    },
    {
      name: 'an objection nobody decided in time',
      falls: { P70: /1 objection undecided past the day it was due/ },
      harm: said(
        'harm-late',
        'slot, kind, effect, reason, proof',
        `'objection:sales', 'objection', 'block', 'Syy.', jsonb_build_object('due', current_date - 3)`,
      ),
      undo: unsaid('harm-late'),
    },
    {
      name: 'a reason kept that nobody owed',
      falls: { P71: /1 refusal of marketing with a reason/ },
      harm: said(
        'harm-reason',
        'slot, kind, effect, reason',
        `'objection:marketing', 'objection', 'end', 'Liikaa postia.'`,
      ),
      undo: unsaid('harm-reason'),
    },
    {
      name: 'an objection refused by one alone, for no ground of the law',
      falls: { P72: /1 refused objection without a ground/ },
      harm: said(
        'harm-refused',
        'slot, kind, effect, reason, proof',
        `'objection:support', 'objection_refused', 'end', 'Emme halua.', '{"proposed_by": "a", "approved_by": "a"}'`,
      ),
      undo: unsaid('harm-refused'),
    },
    {
      name: 'an identity code in a title',
      falls: { P31: /people\.job_title \(1\)/ },
      harm: `update data.people set job_title = 'johtaja 010101-900R' where id = ${anyone}`,
      undo: `update data.people set job_title = 'johtaja' where id = ${anyone}`,
    },
    {
      name: 'a number without a kind',
      falls: { P32: /1 of \d+ phones have no kind/ },
      harm: `alter table data.phones drop constraint phones_fits; update data.phones set kind = 'fax' where id = (select id from data.phones order by id limit 1)`,
      undo: `update data.phones set kind = 'mobile' where kind = 'fax'; alter table data.phones add constraint phones_fits check (data.fits_phone(number, kind))`,
    },
    {
      name: 'a representation nobody has asked about for over a year',
      falls: { P46: /over 12 months without a check: 1\b/ },
      harm: `update data.employments set created_at = created_at - interval '13 months' where id = (select id from data.employments where end_on is null order by id limit 1)`,
      undo: `update data.employments set created_at = created_at + interval '13 months' where created_at < now() - interval '12 months'`,
    },
    {
      name: 'an authority whose contact data was confirmed over a year ago',
      falls: { P69: /was last confirmed on/ },
      harm: `update register.settings set at = at - interval '400 days' where name = 'authority_checked'`,
      undo: `update register.settings set at = at + interval '400 days' where name = 'authority_checked'`,
    },
    {
      name: 'an address without a kind',
      falls: { P34: /1 of \d+ emails have no kind/ },
      harm: `alter table data.emails drop constraint emails_fits; update data.emails set kind = 'other' where id = (select id from data.emails order by id limit 1)`,
      undo: `update data.emails set kind = 'named_work' where kind = 'other'; alter table data.emails add constraint emails_fits check (data.fits_email(address, kind))`,
    },
    {
      name: 'an address among a company’s facts',
      falls: { P35: /1 record of companies hold an e-mail address/ },
      harm: `update data.companies set website = 'someone@firm.example' where id = (select id from data.companies where person_id is null order by id limit 1)`,
      undo: `update data.companies set website = null where website = 'someone@firm.example'`,
    },
    {
      name: 'an account nobody granted',
      falls: { P99: /1 account without a granting event/ },
      harm: `insert into auth.users (name, email, created_by) values ('Ghost', 'ghost@pohjolan.example', 'operator')`,
      undo: `delete from auth.users where email = 'ghost@pohjolan.example'`,
    },
    {
      name: 'a level one may give oneself',
      falls: { P100: /database no longer forbids it/ },
      harm: `alter table auth.grants drop constraint grants_not_to_oneself`,
      undo: `alter table auth.grants add constraint grants_not_to_oneself check (granted_by <> user_id::text)`,
    },
    {
      name: 'a password that is no hash',
      falls: { P101: /1 password not stored as argon2id/ },
      harm: `alter table auth.credentials drop constraint credentials_password_argon2id; create table public.kept as select id, password from auth.credentials limit 1;
        update auth.credentials set password = 'secret' where id in (select id from public.kept)`,
      undo: `update auth.credentials c set password = k.password from public.kept k where k.id = c.id; drop table public.kept;
        alter table auth.credentials add constraint credentials_password_argon2id check (password like '$argon2id$%')`,
    },
    {
      name: 'an entry changed after it was sealed',
      falls: { P102: /not intact.*changed after it was sealed/ },
      invariants: [5],
      harm: `alter table ledger.entries disable trigger user; update ledger.entries set detail = detail || '{"x": 1}' where action = 'users.create'; alter table ledger.entries enable trigger user`,
      undo: `alter table ledger.entries disable trigger user; update ledger.entries set detail = detail - 'x' where action = 'users.create'; alter table ledger.entries enable trigger user`,
    },
    {
      name: 'a sign-in without method',
      falls: { P103: /1 sign-in on record without method or origin/ },
      harm: entry('action, purpose', `'session.create', 'security'`),
      undo: forget(`action = 'session.create'`),
    },
    {
      name: 'a leaver with a password',
      falls: { P106: /1 person who left can still come in/ },
      harm: `update auth.users set left_at = now(), left_by = 'operator' where email like 'petra%'`,
      undo: `update auth.users set left_at = null, left_by = null where email like 'petra%'`,
    },
    {
      name: 'a mask written by hand',
      falls: {},
      invariants: [4],
      harm: `alter table data.people disable trigger user; update data.people set permitted = permitted # 32 where id = ${anyone}; alter table data.people enable trigger user`,
      undo: `alter table data.people disable trigger user; update data.people set permitted = permitted # 32 where id = ${anyone}; alter table data.people enable trigger user`,
    },
  ],
  [
    {
      name: 'a rule of retention that the notice does not print',
      falls: { P03: /differs from the register/, P15: /differs from the register/ },
      invariants: [10],
      harm: `insert into register.additions (kind, body, by) values ('retention', '{"rule": "contact", "length": "P6M", "reason": {"fi": "koe", "sv": "prov", "en": "probe"}}', 'test')`,
      undo: `delete from register.additions where by = 'test'`,
    },
    {
      name: 'a gender',
      falls: { P33: /people\.gender/, P30: /./, P04: /people\.gender is not declared/ },
      invariants: [1],
      harm: `alter table data.people add column gender text`,
      undo: `alter table data.people drop column gender`,
    },
    {
      name: 'a company that bears the name of who works there',
      falls: { P35: /bear the name of a person/ },
      harm: `create table public.kept as select c.id, c.name from data.companies c where c.id = (select e.company_id from data.employments e join data.companies x on x.id = e.company_id where x.person_id is null order by e.id limit 1);
        update data.companies c set name = (select p.given_name || ' ' || p.family_name from data.people p join data.employments e on e.person_id = p.id where e.company_id = c.id order by e.id limit 1) where c.id in (select id from public.kept)`,
      undo: `update data.companies c set name = k.name from public.kept k where k.id = c.id; drop table public.kept`,
    },
    {
      name: 'nobody has filed that staff were told',
      falls: { P102: /nobody has filed/ },
      harm: `update register.settings set name = 'hidden' where name = 'staff_informed'`,
      undo: `update register.settings set name = 'staff_informed' where name = 'hidden'`,
    },
    {
      name: 'a purpose reads a table',
      falls: { P16: /purpose_sales may SELECT data\.people/ },
      invariants: [2, 3],
      harm: `grant usage on schema data to purpose_sales; grant select on data.people to purpose_sales`,
      undo: `revoke usage on schema data from purpose_sales; revoke select on data.people from purpose_sales`,
    },
  ],
  [
    {
      name: 'a view that shows those who said no',
      falls: { P16: /A view was changed after the last start/ },
      invariants: [9],
      harm: `do $$ begin execute 'create or replace view marketing.people as ' || regexp_replace(pg_get_viewdef('marketing.people'::regclass), 'WHERE.*;', 'WHERE true') || ' with local check option'; end $$`,
      undo: `do $$ begin execute 'create or replace view marketing.people as ' || regexp_replace(pg_get_viewdef('marketing.people'::regclass), 'WHERE.*;', 'WHERE (permitted & 32::bigint) <> 0') || ' with local check option'; end $$`,
    },
  ],
  [
    {
      name: 'a gate that lets everything through',
      falls: {
        P20: /lets \d+ messages through to people who refused/,
        P21: /Partners’ offers may leave without consent: \d+/,
        P67: /Objected, and the gate lets \d+ messages through/,
        P63: /Withdrawn, and the gate lets it through: 1/,
        P32: /A number that is refused may be called: [1-9]/,
        P34: /Marketing to a \w+ address on legitimate_interest/,
        P68: /A restriction does not hold.*let through [1-9]/,
      },
      harm: `${dumb(...GATE, 'jsonb', `'{"allowed": true, "ground": "legitimate_interest"}'::jsonb`)};
        delete from data.canaries; ${said('harm-withdrawn', 'slot, kind, effect', `'consent:marketing:events:email', 'withdrawal', 'end'`)}`,
      undo: `${wise(...GATE)}; ${unsaid('harm-withdrawn')};
        insert into data.canaries select id from data.people where family_name = 'Koelintu'`,
    },
    {
      name: 'a refusal of marketing that can be refused',
      falls: { P73: /A refusal of marketing can be refused/ },
      harm: dumb(...DECISION, 'bigint', '1::bigint'),
      undo: wise(...DECISION),
    },
  ],
  [
    {
      name: 'a gate that stops what a contract needs',
      falls: { P28: /A refusal of marketing stops \d+ service messages/ },
      harm: dumb(...GATE, 'jsonb', `'{"allowed": false, "code": "DM_OBJECTED"}'::jsonb`),
      undo: wise(...GATE),
    },
    {
      name: 'a restricted person without a day of review',
      falls: { P68: /1 restriction without ground or day of review/ },
      harm: said('harm-bare', 'slot, kind, effect', `'restriction', 'restriction', 'block'`),
      undo: unsaid('harm-bare'),
    },
    {
      name: 'evidence that nobody sealed',
      falls: { P48: /not as it was sealed: 1 \(unsealed/ },
      harm: '',
      undo: '',
    },
    {
      name: 'the notice may be changed',
      falls: { P01: /_100_frozen on register\.notices is switched off/ },
      harm: `alter table register.notices disable trigger _100_frozen`,
      undo: `alter table register.notices enable trigger _100_frozen`,
    },
    {
      name: 'a test that came out negative, and views that nobody has closed',
      falls: { P51: /Off by their tests, and yet open: sales\./ },
      harm: moved('sales', `outcome = 'negative'`),
      undo: moved('sales', `outcome = 'positive'`),
    },
    {
      name: 'a retention rule nobody has looked at for a year',
      falls: { P56: /prospect.* were last looked at over a year ago/ },
      harm: `insert into register.settings (name, value, by, at) values ('retention_adopted', '{"adopted_at": "2020-01-01T00:00:00Z", "rules": {"prospect": "P24M"}}', 'harm', clock_timestamp())`,
      undo: `delete from register.settings where by = 'harm'`,
    },
    {
      name: 'everybody reads sign-ins',
      falls: { P100: /everybody may SELECT auth\.sessions/, P101: /everybody may SELECT auth\.sessions/ },
      harm: `grant select on auth.sessions to public`,
      undo: `revoke select on auth.sessions from public`,
    },
  ],
]

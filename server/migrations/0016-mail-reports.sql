-- How often a mail came back for a reason that passes by itself; it is sent again a few times.
alter table deliveries add column soft_bounces integer not null default 0;

-- Who comes in new is offered the tour of the screen; whoever was here before knows their way.
alter table agents add column tour_due boolean not null default false;

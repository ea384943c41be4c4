-- How many unresolved conversations one person should hold at most: what the workspace says, and, where it is said, what holds for
-- one person. Nothing is refused by it; who gives out work sees it.
alter table workspaces add column capacity integer default 25 check (capacity between 0 and 1000);
alter table agents add column capacity integer check (capacity between 0 and 1000);

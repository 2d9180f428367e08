// Which commands end when their work is done.
import { describe, expect, it } from "vitest";
import { oneShot } from "../../server/src/guidance/one-shot-command";

describe("a command", () => {
  it.each([
    ["flyway -url=x migrate", "-url=x migrate"],
    ["/opt/goose/goose -dir x up", "/opt/goose/goose -dir x"],
    ["python manage.py migrate", "manage.py migrate"],
    ["npm run db:migrate", "run db:migrate"],
    ["python -m alembic upgrade head", "python -m alembic"],
    ["pg_dump db", "pg_dump db"],
    ["restic -r x backup /data", "restic -r x"],
    ["aws --region x s3  sync a b", "aws --region x"],
    ["rclone sync a b", "rclone sync a"],
    ["rsync -a a b", "rsync -a a"],
    ["bundle exec rake db:seed", "bundle exec rake"],
    ["python3.12 jobs/train.py --all", "python3.12 jobs/train.py --all"],
    ["python -m app.batch_job-daily", "python -m app.batch_job-daily"],
  ])("that ends: %s", (line, said) => expect(oneShot(line.split(" "))).toBe(said));

  it.each([
    "flyway info",
    "migrate-service serve",
    "rsync --daemon",
    "rsync",
    "rake jobs:work",
    "rake",
    "rake a rake jobs:work",
    "terraform plan",
    "aws s3 ls",
    "python trainer.py",
    "python app/strain.py",
    "redis-server",
    "",
  ])("that does not, or that nobody knows: %s", (line) => expect(oneShot(line.split(" "))).toBeUndefined());

  it("is shown with the program that takes it as arguments", () =>
    expect(oneShot(["-url=x", "migrate"], "flyway")).toBe("-url=x migrate"));
  it("is shown cut where a word is long", () =>
    expect(oneShot(["pg_dump", "x".repeat(31)])).toBe(`pg_dump ${"x".repeat(29)}…`));
});

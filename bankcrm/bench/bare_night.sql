-- One night in plain SQL. Parameters: the day, the day after, the starts of its month, quarter and year, the
-- weights of the asset classes and the lines of the tiers.
SET LOCAL work_mem = '128MB';
SET LOCAL jit = off;

-- Records: what the drop brings, over what is there.
INSERT INTO bare.branch SELECT branch_no, name, parent_branch_no FROM bare.in_branches
ON CONFLICT (branch_no) DO UPDATE SET name = excluded.name;
INSERT INTO bare.product SELECT product_code, asset_class FROM bare.in_products
ON CONFLICT (product_code) DO UPDATE SET asset_class = excluded.asset_class;
INSERT INTO bare.customer (
    customer_no, name, id_type, id_no, id_valid_to, birth_date, gender, phone, address, occupation, risk_level,
    risk_assessed_on, branch_no, opened_on, marketing_opt_out)
SELECT customer_no, name, id_type, id_no, id_valid_to, birth_date, gender, phone, address, occupation, risk_level,
       risk_assessed_on, home_branch_no, opened_on, marketing_opt_out
FROM bare.in_customers
ON CONFLICT (customer_no) DO UPDATE
SET name = excluded.name, phone = excluded.phone, address = excluded.address, occupation = excluded.occupation,
    risk_level = excluded.risk_level, risk_assessed_on = excluded.risk_assessed_on, branch_no = excluded.branch_no;
INSERT INTO bare.account (
    account_no, customer_id, asset_class, branch_no, opened_on, closed_on, maturity_on, rate, status)
SELECT i.account_no, c.id, p.asset_class, i.branch_no, i.opened_on, i.closed_on, i.maturity_on, i.rate, i.status
FROM bare.in_accounts i JOIN bare.customer c USING (customer_no) JOIN bare.product p USING (product_code)
ON CONFLICT (account_no) DO UPDATE
SET closed_on = excluded.closed_on, maturity_on = excluded.maturity_on, rate = excluded.rate,
    status = excluded.status;
INSERT INTO bare.loan
SELECT loan_no, as_of, customer_no, principal, balance, five_class, interest_due, interest_collected, staff_no
FROM bare.in_loans
ON CONFLICT (loan_no, as_of) DO UPDATE SET balance = excluded.balance;
INSERT INTO bare.manager
SELECT c.id, i.role, i.staff_no FROM bare.in_relationships i JOIN bare.customer c USING (customer_no)
ON CONFLICT (customer_id, role) DO UPDATE SET staff_no = excluded.staff_no;

-- Balances: the new rows, then the sums of the changed accounts from their first changed day on.
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT a.id AS account_id, min(i.as_of) AS since
FROM bare.in_balances i JOIN bare.account a USING (account_no)
GROUP BY a.id;
ANALYZE touched;
CREATE TEMP TABLE rows ON COMMIT DROP AS
SELECT account_id, day, balance,
       coalesce(first_value(cum) OVER w, 0)
       + coalesce(sum(balance * (next_day - day)) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS cum,
       next_day, old
FROM (
    SELECT *, lead(day) OVER (PARTITION BY account_id ORDER BY day) AS next_day
    FROM (
        SELECT a.id AS account_id, i.as_of AS day, i.balance, NULL::numeric AS cum, false AS old
        FROM bare.in_balances i JOIN bare.account a USING (account_no)
        UNION ALL
        SELECT s.account_id, s.day, s.balance, s.cum, true
        FROM touched t JOIN bare.state s USING (account_id) WHERE s.day < t.since
        UNION ALL
        SELECT b.account_id, b.day, b.balance, NULL, false
        FROM touched t JOIN bare.state s USING (account_id)
        JOIN bare.balance b ON b.account_id = t.account_id AND b.day >= t.since
        WHERE s.day >= t.since
          AND NOT EXISTS (
              SELECT FROM bare.in_balances i JOIN bare.account a USING (account_no)
              WHERE a.id = b.account_id AND i.as_of = b.day)
        UNION ALL
        SELECT t.account_id, p.day, p.balance, p.cum, true
        FROM touched t JOIN bare.state s USING (account_id)
        CROSS JOIN LATERAL (
            SELECT b.day, b.balance, b.cum FROM bare.balance b
            WHERE b.account_id = t.account_id AND b.day < t.since ORDER BY b.day DESC LIMIT 1) p
        WHERE s.day >= t.since
    ) every
) followed
WINDOW w AS (PARTITION BY account_id ORDER BY day);
ANALYZE rows;
INSERT INTO bare.balance SELECT account_id, day, balance, cum FROM rows WHERE NOT old
ON CONFLICT (account_id, day) DO UPDATE SET balance = excluded.balance, cum = excluded.cum;

-- Where each changed account stands now. A sum that its rows do not reach back to stays as it was.
INSERT INTO bare.state
SELECT r.account_id, a.customer_id, a.asset_class,
       max(r.day), max(r.balance) FILTER (WHERE next_day IS NULL), max(r.cum) FILTER (WHERE next_day IS NULL),
       coalesce(max(r.cum + r.balance * (%(month)s - r.day))
           FILTER (WHERE r.day <= %(month)s AND (next_day > %(month)s OR next_day IS NULL)), max(s.cum_month), 0),
       coalesce(max(r.cum + r.balance * (%(quarter)s - r.day))
           FILTER (WHERE r.day <= %(quarter)s AND (next_day > %(quarter)s OR next_day IS NULL)),
           max(s.cum_quarter), 0),
       coalesce(max(r.cum + r.balance * (%(year)s - r.day))
           FILTER (WHERE r.day <= %(year)s AND (next_day > %(year)s OR next_day IS NULL)), max(s.cum_year), 0)
FROM rows r JOIN bare.account a ON a.id = r.account_id LEFT JOIN bare.state s ON s.account_id = r.account_id
GROUP BY r.account_id, a.customer_id, a.asset_class
ON CONFLICT (account_id) DO UPDATE
SET day = excluded.day, balance = excluded.balance, cum = excluded.cum, cum_month = excluded.cum_month,
    cum_quarter = excluded.cum_quarter, cum_year = excluded.cum_year;

-- Every customer, by class of assets.
DROP TABLE IF EXISTS bare.holding;
CREATE TABLE bare.holding AS
SELECT customer_id, asset_class, count(*) AS accounts, sum(balance) AS balance,
       sum(till - CASE WHEN day >= %(month)s THEN cum_month ELSE cum + balance * (%(month)s - day) END) AS sum_month,
       sum(till - CASE WHEN day >= %(quarter)s THEN cum_quarter ELSE cum + balance * (%(quarter)s - day) END)
           AS sum_quarter,
       sum(till - CASE WHEN day >= %(year)s THEN cum_year ELSE cum + balance * (%(year)s - day) END) AS sum_year
FROM (SELECT *, cum + balance * (%(after)s - day) AS till FROM bare.state) s
GROUP BY customer_id, asset_class;
ALTER TABLE bare.holding ADD PRIMARY KEY (customer_id, asset_class);

-- Every customer, with averages over the calendar days to date and the tier that the month's average reaches.
DROP TABLE IF EXISTS bare.customer_day;
CREATE TABLE bare.customer_day AS
SELECT c.id AS customer_id, c.branch_no, a.staff_no AS owner, b.staff_no AS backup, c.name AS name_key,
       f.aum, f.sum_month, f.sum_quarter, f.sum_year, f.avg_month,
       round(f.sum_quarter / (%(after)s - %(quarter)s), 2) AS avg_quarter,
       round(f.sum_year / (%(after)s - %(year)s), 2) AS avg_year,
       (SELECT tier FROM unnest(%(tiers)s::text[], %(lines)s::numeric[]) AS l (tier, line)
        WHERE f.avg_month >= line OR line = 0 ORDER BY line DESC LIMIT 1) AS tier_month
FROM bare.customer c
LEFT JOIN bare.manager a ON a.customer_id = c.id AND a.role = 'A'
LEFT JOIN bare.manager b ON b.customer_id = c.id AND b.role = 'B'
JOIN (
    SELECT c.id, coalesce(sum(balance * weight), 0) AS aum, coalesce(sum(sum_month * weight), 0) AS sum_month,
           coalesce(sum(sum_quarter * weight), 0) AS sum_quarter, coalesce(sum(sum_year * weight), 0) AS sum_year,
           round(coalesce(sum(sum_month * weight), 0) / (%(after)s - %(month)s), 2) AS avg_month
    FROM bare.customer c
    LEFT JOIN bare.holding h ON h.customer_id = c.id
    LEFT JOIN unnest(%(classes)s::text[], %(weights)s::numeric[]) AS w (asset_class, weight) USING (asset_class)
    GROUP BY c.id
) f ON f.id = c.id;
ALTER TABLE bare.customer_day ADD PRIMARY KEY (customer_id);
CREATE INDEX ON bare.customer_day (aum DESC, customer_id DESC);
CREATE INDEX ON bare.customer_day (branch_no, aum DESC, customer_id DESC);
CREATE INDEX ON bare.customer_day (owner, aum DESC, customer_id DESC);
CREATE INDEX ON bare.customer_day (name_key, customer_id);
CREATE INDEX ON bare.customer_day (branch_no, tier_month, aum DESC, customer_id DESC);
CREATE INDEX ON bare.customer_day (avg_month DESC, customer_id DESC);
ANALYZE bare.customer_day;

-- Sums by branch and by manager.
DROP TABLE IF EXISTS bare.roll_up;
CREATE TABLE bare.roll_up AS
SELECT d.branch_no, d.owner, h.asset_class, count(*) AS customers, sum(h.balance) AS balance,
       sum(h.sum_month) AS sum_month, sum(h.sum_quarter) AS sum_quarter, sum(h.sum_year) AS sum_year
FROM bare.customer_day d JOIN bare.holding h USING (customer_id)
GROUP BY GROUPING SETS ((d.branch_no, h.asset_class), (d.owner, h.asset_class), (h.asset_class));

-- What a manager's score is measured by: deposits, bad loans, interest taken in, accounts opened.
DROP TABLE IF EXISTS bare.measure;
CREATE TABLE bare.measure AS
SELECT staff_no, deposits, bad_loans, interest, opened
FROM (SELECT owner AS staff_no, sum(sum_year) / (%(after)s - %(year)s) AS deposits
      FROM bare.roll_up
      WHERE owner IS NOT NULL AND asset_class IN ('DEMAND_DEPOSIT', 'TIME_DEPOSIT', 'STRUCTURED_DEPOSIT')
      GROUP BY owner) d
FULL JOIN (SELECT staff_no,
                  sum(balance) FILTER (WHERE five_class IN ('SUBSTANDARD', 'DOUBTFUL', 'LOSS')) / nullif(sum(balance), 0)
                      AS bad_loans,
                  sum(interest_collected) / nullif(sum(interest_due), 0) AS interest
           FROM (SELECT DISTINCT ON (loan_no) * FROM bare.loan WHERE as_of <= %(day)s ORDER BY loan_no, as_of DESC) l
           GROUP BY staff_no) n USING (staff_no)
FULL JOIN (SELECT m.staff_no, count(*) AS opened
           FROM bare.account a JOIN bare.manager m ON m.customer_id = a.customer_id AND m.role = 'A'
           WHERE a.opened_on >= %(year)s GROUP BY m.staff_no) o USING (staff_no);

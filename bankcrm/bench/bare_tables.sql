DROP SCHEMA IF EXISTS bare CASCADE;
CREATE SCHEMA bare;

CREATE TABLE bare.branch (branch_no text PRIMARY KEY, name text, parent_branch_no text);
CREATE TABLE bare.product (product_code text PRIMARY KEY, asset_class text NOT NULL);
CREATE TABLE bare.customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_no text NOT NULL UNIQUE,
    name text, id_type text, id_no text, id_valid_to date, birth_date date, gender text, phone text, address text,
    occupation text, risk_level text, risk_assessed_on date, branch_no text NOT NULL, opened_on date,
    marketing_opt_out boolean
);
CREATE TABLE bare.account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_no text NOT NULL UNIQUE,
    customer_id bigint NOT NULL,
    asset_class text NOT NULL,
    branch_no text, opened_on date, closed_on date, maturity_on date, rate numeric(9,6), status text
);
CREATE TABLE bare.loan (
    loan_no text, as_of date, customer_no text, principal numeric(18,2), balance numeric(18,2), five_class text,
    interest_due numeric(18,2), interest_collected numeric(18,2), staff_no text,
    PRIMARY KEY (loan_no, as_of)
);
CREATE TABLE bare.manager (customer_id bigint, role text, staff_no text, PRIMARY KEY (customer_id, role));
CREATE TABLE bare.balance (
    account_id bigint, day date, balance numeric(18,2) NOT NULL, cum numeric(24,2) NOT NULL,
    PRIMARY KEY (account_id, day)
);
CREATE TABLE bare.state (
    account_id bigint PRIMARY KEY, customer_id bigint NOT NULL, asset_class text NOT NULL,
    day date NOT NULL, balance numeric(18,2) NOT NULL, cum numeric(24,2) NOT NULL,
    cum_month numeric(24,2) NOT NULL, cum_quarter numeric(24,2) NOT NULL, cum_year numeric(24,2) NOT NULL
);

-- At which number a worker is called in a post.
CREATE TABLE post_telephone (
    post uuid PRIMARY KEY,
    telephone text NOT NULL
);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('post_telephone', 1);

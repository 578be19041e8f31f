# Written from callback_urls.yaml by `make grids`: change that file.
Feature: URLs that are almost a callback URL

  A server compares the callback URL of a request with those that are registered, character for
  character. What is almost the same URL, or is the same to a parser, is another one.

  Rule: Refused at the authorization endpoint

    @CC-CALL-04
    Scenario: An authorization request with the callback URL "https://attacker.example/callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://attacker.example/callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-04
    Scenario: An authorization request with the callback URL "https://attacker.example/https://app.codecred.example/callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://attacker.example/https://app.codecred.example/callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL "https://app.codecred.example.attacker.example/callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://app.codecred.example.attacker.example/callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL whose host has a letter in front is refused
      Given a private client
      When the app asks for authorization with the callback URL whose host has a letter in front
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL at a subdomain is refused
      Given a private client
      When the app asks for authorization with the callback URL at a subdomain
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-06
    Scenario: An authorization request with the callback URL whose host is in upper case is refused
      Given a private client
      When the app asks for authorization with the callback URL whose host is in upper case
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL "http://app.codecred.example/callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "http://app.codecred.example/callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL on another port is refused
      Given a private client
      When the app asks for authorization with the callback URL on another port
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL that names the default port is refused
      Given a private client
      When the app asks for authorization with the callback URL that names the default port
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-08
    Scenario: An authorization request with the callback URL that has a user name is refused
      Given a private client
      When the app asks for authorization with the callback URL that has a user name
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL "https://app.codecred.example" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://app.codecred.example"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL followed by "/" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "/"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL whose path has two slashes is refused
      Given a private client
      When the app asks for authorization with the callback URL whose path has two slashes
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL followed by "/below" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "/below"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL followed by "/../elsewhere" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "/../elsewhere"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL "https://app.codecred.example/elsewhere/../callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://app.codecred.example/elsewhere/../callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL followed by ";x" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by ";x"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-07
    Scenario: An authorization request with the callback URL "https://app.codecred.example\callback" is refused
      Given a private client
      When the app asks for authorization with the callback URL "https://app.codecred.example\callback"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-09
    Scenario: An authorization request with the callback URL that has an encoded letter is refused
      Given a private client
      When the app asks for authorization with the callback URL that has an encoded letter
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-09
    Scenario: An authorization request with the callback URL followed by "%00" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "%00"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-10
    Scenario: An authorization request with the callback URL followed by "?next=elsewhere" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "?next=elsewhere"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-10
    Scenario: An authorization request with the callback URL followed by "#fragment" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "#fragment"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

    @CC-CALL-10
    Scenario: An authorization request with the callback URL followed by "?" is refused
      Given a private client
      When the app asks for authorization with the callback URL followed by "?"
      Then the authorization request is refused
      But the same request with the registered callback URL is accepted

  Rule: Not redirected to

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://attacker.example/callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://attacker.example/https://app.codecred.example/callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://attacker.example/https://app.codecred.example/callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://app.codecred.example.attacker.example/callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://app.codecred.example.attacker.example/callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL whose host has a letter in front is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL whose host has a letter in front
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL at a subdomain is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL at a subdomain
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL whose host is in upper case is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL whose host is in upper case
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "http://app.codecred.example/callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "http://app.codecred.example/callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL on another port is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL on another port
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL that names the default port is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL that names the default port
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL that has a user name is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL that has a user name
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://app.codecred.example" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://app.codecred.example"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "/" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "/"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL whose path has two slashes is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL whose path has two slashes
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "/below" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "/below"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "/../elsewhere" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "/../elsewhere"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://app.codecred.example/elsewhere/../callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://app.codecred.example/elsewhere/../callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by ";x" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by ";x"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL "https://app.codecred.example\callback" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL "https://app.codecred.example\callback"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL that has an encoded letter is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL that has an encoded letter
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "%00" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "%00"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "?next=elsewhere" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "?next=elsewhere"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "#fragment" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "#fragment"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

    @CC-CALL-05
    Scenario: An authorization request with the callback URL followed by "?" is not redirected to it
      Given a private client
      And the app asks for authorization with the callback URL followed by "?"
      And the authorization request is not accepted
      Then the answer does not redirect to the callback URL asked for
      But the same request with the registered callback URL is accepted

  Rule: Refused at the token endpoint

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://attacker.example/callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://attacker.example/callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://attacker.example/https://app.codecred.example/callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://attacker.example/https://app.codecred.example/callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://app.codecred.example.attacker.example/callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://app.codecred.example.attacker.example/callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose host has a letter in front is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose host has a letter in front
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL at a subdomain is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL at a subdomain
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose host is in upper case is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose host is in upper case
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "http://app.codecred.example/callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "http://app.codecred.example/callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL on another port is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL on another port
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL that names the default port is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL that names the default port
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL that has a user name is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL that has a user name
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://app.codecred.example" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://app.codecred.example"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "/" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "/"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL whose path has two slashes is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL whose path has two slashes
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "/below" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "/below"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "/../elsewhere" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "/../elsewhere"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://app.codecred.example/elsewhere/../callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://app.codecred.example/elsewhere/../callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by ";x" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by ";x"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL "https://app.codecred.example\callback" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL "https://app.codecred.example\callback"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL that has an encoded letter is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL that has an encoded letter
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "%00" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "%00"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "?next=elsewhere" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "?next=elsewhere"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "#fragment" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "#fragment"
      Then the token request is refused
      But the same request with the registered callback URL is accepted

    @CC-CODE-04
    Scenario: A token request with the callback URL followed by "?" is refused
      Given a private client
      And the app holds an authorization code
      When the app exchanges the code with the callback URL followed by "?"
      Then the token request is refused
      But the same request with the registered callback URL is accepted
